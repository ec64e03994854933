namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>One rank of a list, or the bin of all tokens beyond the last: a level that a user declares.</summary>
[Level("rank")]
public readonly partial struct Rank : ILevel<Rank>
{
    /// <summary>Reward of the rank.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>Advantage of the rank.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Whether this is the bin beyond the last rank.</summary>
    [Column("is_overflow")]
    public partial bool IsOverflow { get; }

    /// <summary>The list.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>The same rank in all lists of the prompt.</summary>
    [Link]
    public partial Slot Slot { get; }

    /// <summary>Tokens of the rank.</summary>
    [Children("rank")]
    public partial Elements<Token> Tokens { get; }
}

/// <summary>One rank in all lists of one prompt: shared by completions.</summary>
[Level("slot")]
public readonly partial struct Slot : ILevel<Slot>
{
    /// <summary>The prompt.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>The rank in each list.</summary>
    [Children("slot")]
    public partial Elements<Rank> Ranks { get; }
}

/// <summary>What Rank-GRPO adds to the framework's levels.</summary>
public static class RankColumns
{
    extension(Token t)
    {
        /// <summary>Rank whose item the token writes.</summary>
        [Link("rank")]
        public Rank Rank => LevelAccess.Follow<Token, Rank>(t, "rank");

        /// <summary>Index of the item, from 0; it may lie beyond the last rank.</summary>
        [Column("item")]
        public Real Item => t.Read("item");

        /// <summary>Whether the token ends the list.</summary>
        [Column("is_end")]
        public bool IsEnd => t.Flag("is_end");
    }

    extension(Completion y)
    {
        /// <summary>Ranks of the list.</summary>
        [Children]
        public Elements<Rank> Ranks => LevelAccess.Children<Completion, Rank>(y, null);
    }
}

/// <summary>How the tokens' losses are put together.</summary>
public enum RankAggregation
{
    /// <summary>Mean over all tokens (released code).</summary>
    Bnpo,

    /// <summary>Mean over lists of the mean over tokens (released code).</summary>
    Grpo,

    /// <summary>Sum over tokens by a constant length (released code).</summary>
    DrGrpo,

    /// <summary>Mean over lists of the mean over the ranks present (paper).</summary>
    RankMean,
}

/// <summary>7. Rank-GRPO (card 08): the rank is the unit of reward, advantage and ratio.</summary>
[Objective("twelve-rank-grpo")]
public sealed partial record RankGrpo
{
    /// <summary>Number of ranks.</summary>
    public int Ranks { get; init; } = 20;

    /// <summary>Whether the advantage is divided by the standard deviation.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>How far the ratio may fall.</summary>
    public double ClipLow { get; init; } = 0.06;

    /// <summary>How far the ratio may rise.</summary>
    public double ClipHigh { get; init; } = 0.08;

    /// <summary>Weight of the KL penalty.</summary>
    public double Beta { get; init; } = 1e-3;

    /// <summary>How losses are put together.</summary>
    public RankAggregation Aggregation { get; init; }

    /// <summary>Longest completion, for the constant normaliser.</summary>
    public int MaxLength { get; init; } = 1024;

    /// <summary>Whether lists of another length than asked are penalised.</summary>
    public bool LengthShaping { get; init; } = true;

    /// <summary>Given to the end of a list that is just long enough.</summary>
    public double EndReward { get; init; } = 0.1;

    /// <summary>Given to each token beyond the last rank.</summary>
    public double OverflowPenalty { get; init; } = -0.1;

    /// <summary>Given to the end of a list that is too short.</summary>
    public double EarlyStopPenalty { get; init; } = -0.1;

    [Advantage]
    private Real RankAdvantage(Rank k)
    {
        if (k.IsOverflow)
        {
            return 0;
        }

        var deviation = k.Reward - k.Slot.Ranks.Mean(o => o.Reward);
        return Scale ? deviation / (k.Slot.Ranks.SampleStd(o => o.Reward) + 1e-4) : deviation;
    }

    [Advantage]
    private Real TokenAdvantage(Token t)
    {
        var own = t.Item < Ranks && !t.IsEnd ? t.Rank.Advantage : 0;
        return LengthShaping ? own + Shaping(t) : own;
    }

    private Real Shaping(Token t)
    {
        var tokens = t.Completion.Tokens;
        var items = tokens.Max(u => u.Item) + 1;
        var overflows = tokens.Any(u => u.Item >= Ranks);
        if (t.Item >= Ranks)
        {
            return OverflowPenalty;
        }

        return !t.IsEnd ? 0 : items < Ranks ? EarlyStopPenalty : overflows ? 0 : EndReward;
    }

    [Loss]
    private Real Loss(Batch b) => Aggregation switch
    {
        RankAggregation.Bnpo => b.Tokens.Mean(TokenLoss),
        RankAggregation.Grpo => b.Completions.Mean(y => y.Tokens.Mean(TokenLoss)),
        RankAggregation.DrGrpo => b.Completions.Mean(y => y.Tokens.Sum(TokenLoss) / MaxLength),
        _ => b.Completions.Mean(y => Beta * y.Tokens.Mean(K3) - y.Ranks.Where(IsPresent).Mean(RankObjective)),
    };

    private Real TokenLoss(Token t)
    {
        var ratio = Exp(t.Rank.Tokens.Mean(u => u.LogProb - u.OldLogProb));
        return -Clipped(ratio, t.Advantage) + Beta * K3(t);
    }

    private Real RankObjective(Rank k) =>
        Clipped(Exp(k.Tokens.Where(u => !u.IsEnd).Mean(u => u.LogProb - u.OldLogProb)), k.Advantage);

    private static bool IsPresent(Rank k) => !k.IsOverflow && k.Tokens.Any(u => !u.IsEnd);

    private Real Clipped(Real ratio, Real advantage) =>
        Min(ratio * advantage, Clamp(ratio, 1 - ClipLow, 1 + ClipHigh) * advantage);

    private static Real K3(Token t)
    {
        var d = t.RefLogProb - t.LogProb;
        return Exp(d) - d - 1;
    }
}
