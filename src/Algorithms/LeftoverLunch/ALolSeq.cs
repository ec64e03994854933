using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LeftoverLunch;

namespace Paragon.Algorithms;

/// <summary>A-LoL with a ratio for each token (Baheti et al. 2023, "A-LoL sequence"): like <see cref="ALol"/>, but a token counts by its own clipped ratio.</summary>
/// <remarks>Column: <c>prompt_value</c> of the completions.</remarks>
[Objective("a-lol-seq", Source = "Baheti et al. 2023, arXiv:2305.14718, section 2.3")]
[ReducesTo<ALolRefFree>(nameof(Clip), 0)]
public sealed partial record ALolSeq
{
    /// <summary>c: the ratio is held in [1 - c, 1 + c]; infinity for no clip. 0.9 for HH in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Clip { get; init; } = 0.9;

    [Advantage]
    private static Real Advantage(Completion y) => PositiveAdvantage(y);

    [Loss]
    private Real Loss(Completion y) => y.Advantage * y.Tokens.Sum(t => TokenWeight(t) * -t.LogProb);

    [Metric("token_weight")]
    private Real TokenWeight(Token t) => Clipped(Exp(t.LogProb - t.RefLogProb), Clip);
}
