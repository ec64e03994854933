// Six bugs of public trainers as they were made, in the formula language. What `dotnet build` says of them is in README.md
// beside this file; a test builds it against the packages and compares.
using System.ComponentModel.DataAnnotations;
using Paragon;
using static Paragon.Formula;

namespace SixBugs;

public static class Columns
{
    extension(Completion y)
    {
        [Column("accuracy"), Range(0, 1)]
        public Real Accuracy => y.Read("accuracy");

        [Column("outcome"), Range(-1, 1)]
        public Real Outcome => y.Read("outcome");
    }
}

/// <summary>DAPO's penalty of overlong answers, without a floor.</summary>
[Objective("overlong-without-floor")]
public sealed partial record OverlongWithoutFloor
{
    [Range(1, 1_000_000)]
    public double MaxLength { get; init; } = 2000;

    [Range(1, 1_000_000)]
    public double Buffer { get; init; } = 500;

    [Reward]
    private Real Shaped(Completion y) => y.Accuracy + Min(0, (MaxLength - Buffer - y.Tokens.Count()) / Buffer);
}

/// <summary>A length penalty multiplied by the group's mean, which was taken for a pass rate.</summary>
[Objective("length-penalty-times-mean")]
public sealed partial record LengthPenaltyTimesMean
{
    [Reward]
    private static Real Shaped(Completion y) => y.Outcome - y.Group.Completions.Mean(o => o.Outcome) * Min(1, y.Tokens.Count() / 1000);
}

/// <summary>A leave-one-out advantage divided by a deviation that may be 0.</summary>
[Objective("leave-one-out-deviation")]
public sealed partial record LeaveOneOutDeviation
{
    [Advantage]
    private static Real Advantage(Completion y) => (y.Reward - y.Siblings.Mean(o => o.Reward)) / y.Siblings.SampleStd(o => o.Reward);

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}

/// <summary>A divergence that is subtracted from what is minimised.</summary>
[Objective("divergence-of-the-wrong-sign")]
public sealed partial record DivergenceOfTheWrongSign
{
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.01;

    [Loss]
    private Real Loss(Token t)
    {
        var d = t.RefLogProb - t.LogProb;
        return -t.Advantage * Exp(t.LogProb - t.OldLogProb) - Beta * (Exp(d) - d - 1);
    }
}

/// <summary>An actor-critic loss through whose advantage the critic learns to make it small.</summary>
[Objective("differentiated-advantage")]
public sealed partial record DifferentiatedAdvantage
{
    [Loss]
    private static Real Loss(Token t) => -(t.Return - t.Value) * t.LogProb;
}

/// <summary>The estimator k1 as a loss: its gradient is zero on average.</summary>
[Objective("log-ratio-as-a-loss")]
public sealed partial record LogRatioAsALoss
{
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.01;

    [Loss]
    private Real Loss(Token t) => -t.Advantage * Exp(t.LogProb - t.OldLogProb) + Beta * (t.LogProb - t.RefLogProb);
}
