using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Paragon.Segmentation;

namespace Paragon.Algorithms;

/// <summary>
/// MA-RLHF (Chai et al. 2024): PPO whose decision is a macro action, a run of tokens, so that a reward at the end is fewer
/// decisions away. Value, reward and advantage are those of the macro action; the ratio is that of each token.
/// </summary>
/// <remarks>
/// The paper sums the rewards of a macro action, the released code averages them with the value's weights: then prices of KL
/// shrink with its length, and a last reward survives only in a macro action of one token. The paper writes the ratio of the
/// macro action, the code clips each token's. Where perplexity ends a macro action is INFERRED.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The price of KL per token is an unbounded log-ratio; on policy its mean is the divergence.")]
[Objective("ma-rlhf", Source = "Chai et al. 2024, arXiv:2410.02743; ernie-research/MA-RLHF")]
public sealed partial record MaRlhf : ISegmentedObjective
{
    /// <summary>Where macro actions end.</summary>
    public MacroTermination Termination { get; init; } = MacroTermination.Fixed;

    /// <summary>n: tokens of a macro action that ends after a fixed number. The paper has 3, 5, 10.</summary>
    [Range(1, int.MaxValue)]
    public int Length { get; init; } = 5;

    /// <summary>How often each length occurs where lengths are drawn.</summary>
    [Range(1, 1000)]
    public int Repeats { get; init; } = 1;

    /// <summary>C: constituents of so many tokens or more are taken apart.</summary>
    [Range(1, int.MaxValue)]
    public int ParseLimit { get; init; } = 5;

    /// <summary>γ: discount per macro action.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ: trace decay per macro action.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    /// <summary>How much each token counts in the value of its macro action.</summary>
    public MacroWeight ValueWeight { get; init; } = MacroWeight.Equal;

    /// <summary>Whether rewards are averaged with the value's weights (released code) instead of summed with γ per token (paper).</summary>
    public bool AveragesRewards { get; init; }

    /// <summary>Price of a nat of KL (k1) in each token's reward. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double KlCoefficient { get; init; } = 0.05;

    /// <summary>The completion's reward is clipped to this distance from 0.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double RewardClip { get; init; } = 2.5;

    /// <summary>ε: the ratio is clipped to this distance from 1.</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    /// <summary>ε_v: the value is clipped to this distance from the old one.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.2;

    /// <summary>Weight of the value loss beside the policy loss; the paper trains the critic by itself.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 0.1;

    IReadOnlyList<SegmentedLevel> ISegmentedObjective.Segments => [new("macro", Termination switch
    {
        MacroTermination.Fixed => new NGramSegmenter(Length),
        MacroTermination.Randomized => new RandomNGramSegmenter(Repeats),
        MacroTermination.Parsing => new ParseSegmenter(new PunctuationParser(), ParseLimit),
        MacroTermination.Perplexity => new PerplexitySegmenter(),
        _ => new NGramSegmenter(int.MaxValue),
    })];

    [Reward]
    private Real TokenReward(Token t) =>
        t.Reward + (t.IsLast ? Clamp(t.Completion.Reward, -RewardClip, RewardClip) : 0)
        - (KlCoefficient == 0 ? 0 : KlCoefficient * KlEstimators.K1(t.OldLogProb, t.RefLogProb));

    [Metric("macro_value")]
    private Real Value(Macro m) => m.Tokens.Sum(t => Weight(t) * t.OldValue) / m.Tokens.Sum(Weight);

    [Metric("macro_reward")]
    private Real MacroReward(Macro m) => AveragesRewards
        ? m.Tokens.Sum(t => Weight(t) * t.Reward) / m.Tokens.Sum(Weight)
        : m.Tokens.Sum(t => Pow(Discount, Place(t)) * t.Reward);

    [Advantage]
    private Real MacroAdvantage(Macro m) => m.AndAfter.Discounted(Discount * Lambda, Difference);

    [Advantage(Into = "return")]
    private Real MacroReturn(Macro m) => m.Advantage + Value(m);

    [Advantage]
    private Real TokenAdvantage(Token t) => t.Macro.Advantage;

    [Advantage(Into = "return")]
    private Real TokenReturn(Token t) => t.Macro.Return;

    [Loss]
    private Real PolicyLoss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Loss]
    private Real CriticLoss(Token t) => ValueCoefficient * ValueLoss.Clipped(t, ValueClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    private Real Difference(Macro m) => MacroReward(m) + (m.IsLast ? 0 : Discount * Value(m.Next)) - Value(m);

    private Real Weight(Token t) => ValueWeight switch
    {
        MacroWeight.Unit => Place(t) == t.Macro.Tokens.Count() - 1 ? 1 : 0,
        MacroWeight.Position => 1 / (Place(t) + 1),
        _ => 1,
    };

    private static Real Place(Token t) => t.Macro.Tokens.IndexOf(t);
}
