namespace Paragon.Testing.Tests;

/// <summary>A logistic loss of pairs: a right objective, to be broken in other ways.</summary>
[Objective("logistic")]
public sealed partial record Logistic
{
    /// <summary>Scale of the margin.</summary>
    public double Beta { get; init; } = 0.5;

    [Loss]
    private Real Loss(Pair pair) => -LogSigmoid(Beta * (LogRatio(pair.Chosen) - LogRatio(pair.Rejected)));

    private static Real LogRatio(Completion y) => y.Tokens.Sum(t => t.LogProb - t.RefLogProb);
}

/// <summary>The same loss with a power that makes it another.</summary>
[Objective("powered-logistic")]
public sealed partial record PoweredLogistic
{
    /// <summary>Scale of the margin.</summary>
    public double Beta { get; init; } = 0.5;

    /// <summary>Weight of the loss's square; at 0 it is the plain loss.</summary>
    public double Curvature { get; init; }

    [Loss]
    private Real Loss(Pair pair)
    {
        Real plain = -LogSigmoid(Beta * (LogRatio(pair.Chosen) - LogRatio(pair.Rejected)));
        return plain + (Curvature * plain * plain);
    }

    private static Real LogRatio(Completion y) => y.Tokens.Sum(t => t.LogProb - t.RefLogProb);
}

/// <summary>A group's advantage with the deviation below the line: whole stages, a clip, a stop-gradient, order within the completion.</summary>
[Objective("clipped-group")]
public sealed partial record ClippedGroup
{
    /// <summary>Added to the deviation; without it a group of equal rewards divides by 0.</summary>
    public double Epsilon { get; init; } = 1e-4;

    [Advantage]
    private Real Advantage(Completion y) =>
        (y.Reward - y.Group.Completions.Mean(z => z.Reward)) / (y.Group.Completions.PopulationStd(z => z.Reward) + Epsilon);

    [Loss]
    private Real Loss(Batch b) => b.Completions.Mean(y => y.Tokens.Mean(Clipped));

    private static Real Clipped(Token t)
    {
        Real ratio = Exp(t.LogProb - t.OldLogProb);
        Real next = t.IsLast ? 0 : t.Next.LogProb;
        return -Min(ratio * t.Advantage, Clamp(ratio, 0.8, 1.2) * t.Advantage) + (0.1 * StopGradient(t.LogProb) * next);
    }
}

/// <summary>A turn of a dialogue: a level of a user's own.</summary>
[Level("turn")]
public readonly partial struct Turn : ILevel<Turn>
{
    /// <summary>What a judge thought of the turn, from 0 to 1.</summary>
    [Column("politeness")]
    public partial Real Politeness { get; }

    /// <summary>Completion that the turn belongs to.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Words of the turn.</summary>
    [Children("turn")]
    public partial Elements<Word> Words { get; }
}

/// <summary>A word, with a link to its turn that some have not.</summary>
[Level("word")]
public readonly partial struct Word : ILevel<Word>
{
    /// <summary>Log-probability of the word.</summary>
    [Column("logp", Differentiable = true)]
    public partial Real LogProb { get; }

    /// <summary>Completion that the word belongs to.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Turn that the word belongs to, if any.</summary>
    [Link(Optional = true)]
    public partial Turn Turn { get; }
}

/// <summary>A loss on a user's own levels.</summary>
[Objective("polite")]
public sealed partial record Polite
{
    [Loss]
    private static Real Loss(Word word) => word.Turn.Exists ? -word.Completion.Reward * word.Turn.Politeness * word.LogProb / word.Turn.Words.Count() : 0;
}
