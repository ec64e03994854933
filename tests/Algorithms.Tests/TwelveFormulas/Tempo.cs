namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>6. TEMPO (card 05): the group's prefix tree as a value function.</summary>
[Objective("twelve-tempo")]
public sealed partial record Tempo
{
    /// <summary>Added to the standard deviation.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>How far the ratio may fall.</summary>
    public double ClipLow { get; init; } = 0.2;

    /// <summary>How far the ratio may rise.</summary>
    public double ClipHigh { get; init; } = 0.28;

    /// <summary>Whether the advantage is divided by the group's standard deviation.</summary>
    public bool Scale { get; init; } = true;

    [Advantage]
    private Real Advantage(Token t)
    {
        var group = t.Completion.Group.Completions;
        if (group.Count() < 2)
        {
            return 0;
        }

        var credit = t.Completion.Reward - group.Mean(o => o.Reward) + (Value(t) - ValueBefore(t));
        return Scale ? credit / (group.SampleStd(o => o.Reward) + Epsilon) : credit;
    }

    private static Real Value(Token t) => t.Node.Tokens.Mean(u => u.Completion.Reward);

    private static Real ValueBefore(Token t) =>
        t.IsFirst ? t.Completion.Group.Completions.Mean(o => o.Reward) : Value(t.Previous);

    [Loss]
    private Real Loss(Token t)
    {
        var ratio = Exp(t.LogProb - t.OldLogProb);
        return -Min(ratio * t.Advantage, Clamp(ratio, 1 - ClipLow, 1 + ClipHigh) * t.Advantage);
    }
}
