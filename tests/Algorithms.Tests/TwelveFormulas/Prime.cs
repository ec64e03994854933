namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>What PRIME adds to the framework's levels: a second model's log-probability.</summary>
public static class ProcessRewardColumns
{
    extension(Token t)
    {
        /// <summary>log π_φ of the process reward model.</summary>
        [Column("prm_logp", Differentiable = true)]
        public Real PrmLogProb => t.Read("prm_logp");
    }

    extension(Completion y)
    {
        /// <summary>Verified outcome, 0 or 1.</summary>
        [Column("accuracy")]
        public Real Accuracy => y.Read("accuracy");
    }
}

/// <summary>10. PRIME (card 29): token rewards from a second model's log-ratio, with a leave-one-out baseline.</summary>
[Objective("twelve-prime")]
public sealed partial record Prime
{
    /// <summary>Scale of the implicit reward.</summary>
    public double Beta { get; init; } = 0.05;

    /// <summary>Discount of the process reward.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Whether rewards are divided by the largest sum from any token on.</summary>
    public bool Normalize { get; init; }

    /// <summary>Weight of the process reward.</summary>
    public double ProcessWeight { get; init; } = 1;

    /// <summary>Whether the baseline is the released code's instead of the paper's.</summary>
    public bool BaselineOfCode { get; init; }

    [Loss]
    private Real PrmLoss(Completion y)
    {
        var logit = Beta * y.Tokens.Sum(LogRatio);
        return Softplus(logit) - y.Accuracy * logit;
    }

    [Reward(Into = "process_reward")]
    private Real ProcessReward(Token t)
    {
        var reward = StopGradient(Beta * LogRatio(t));
        if (!Normalize)
        {
            return ProcessWeight * reward;
        }

        var largest = t.Batch.Tokens.Max(u => Abs(u.AndAfter.Sum(v => StopGradient(Beta * LogRatio(v)))));
        return ProcessWeight * (reward / (largest + 1e-6));
    }

    [Advantage(Into = "return")]
    private Real Return(Token t) => t.AndAfter.Discounted(Gamma, Centred) + Outcome(t.Completion);

    [Advantage]
    private Real Advantage(Token t)
    {
        var count = t.Batch.Tokens.Count();
        var variance = t.Batch.Tokens.Sum(u => Square(Deviation(u))) / (count + 1e-8) * count / (count - 1);
        return Deviation(t) / Sqrt(variance + 1e-8);
    }

    private Real Deviation(Token t) => Return(t) - t.Batch.Tokens.Sum(Return) / (t.Batch.Tokens.Count() + 1e-8);

    private Real Centred(Token t)
    {
        var y = t.Completion;
        return BaselineOfCode
            ? ProcessReward(t) * Size(y) / (Size(y) - 1) - y.Group.Completions.Sum(MeanReward) / (Size(y) - 1)
            : ProcessReward(t) - y.Siblings.Mean(MeanReward);
    }

    private static Real Outcome(Completion y) => y.Accuracy - y.Siblings.Mean(o => o.Accuracy);

    private Real MeanReward(Completion y) => y.Tokens.Mean(ProcessReward);

    private static Real Size(Completion y) => y.Group.Completions.Count();

    private static Real LogRatio(Token t) => t.PrmLogProb - t.RefLogProb;
}
