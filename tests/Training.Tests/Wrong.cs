using Paragon.Algorithms;

namespace Paragon.Training.Tests;

/// <summary>GRPO with the sign of the advantage turned round: it makes better completions less likely.</summary>
[Objective("grpo-flipped", Source = "a test")]
public sealed partial record FlippedGrpo
{
    [Advantage]
    private static Real Advantage(Completion y) => -GroupAdvantage.Standardized(y);

    [Loss]
    private static Real Loss(Completion y) => y.Tokens.Mean(t => GroupPolicy.TokenLoss(t, 0.2, 0.2, 100, 0, false));
}

/// <summary>DPO with the pair turned round.</summary>
[Objective("dpo-flipped", Source = "a test")]
public sealed partial record FlippedDpo
{
    [Loss]
    private static Real Loss(Pair pair) => -LogSigmoid(-0.1 * LogProbs.Margin(pair));

    [Metric("margin")]
    private static Real Margin(Pair pair) => 0.1 * LogProbs.Margin(pair);
}

/// <summary>CoPG with its loss turned round.</summary>
[Objective("copg-flipped", Source = "a test")]
public sealed partial record FlippedCoPg
{
    [Loss]
    private static Real Loss(Group g) => Contrast(g);

    [Metric("contrast")]
    private static Real Contrast(Group g) => g.Completions.Sum(y => LogProbs.LogRatio(y) * (y.Reward - y.Siblings.Mean(o => o.Reward)));
}

/// <summary>A loss that is not a number: the logarithm of a log-probability.</summary>
[Objective("not-a-number", Source = "a test")]
public sealed partial record NotANumber
{
    [Loss]
    private static Real Loss(Token t) => Log(t.LogProb);
}
