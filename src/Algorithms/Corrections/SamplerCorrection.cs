using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The weight π_old / π_rollout, held inside bounds or set to 0 outside them, as TRL corrects for its sampler.</summary>
/// <remarks>TRL's <c>vllm_importance_sampling_mode</c>. With equal policies every weight is 1. For verl's see <see cref="TruncatedImportance"/>.</remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published weight is the product of the tokens' ratios; beyond e^88 it is infinite, and the cap or the mask that follows takes it.")]
[Objective("sampler-correction", Source = "TRL grpo_trainer, vllm_importance_sampling_correction")]
public sealed partial record SamplerCorrection
{
    /// <summary>Whose ratio, and what happens outside the bounds.</summary>
    public SamplerCorrectionMode Mode { get; init; } = SamplerCorrectionMode.SequenceMask;

    /// <summary>Smallest ratio; 0 for no bound.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Minimum { get; init; }

    /// <summary>Largest ratio; infinity for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Maximum { get; init; } = 3;

    [Advantage(Into = "importance_weight")]
    private Real Weight(Token t) => Mode switch
    {
        SamplerCorrectionMode.TokenTruncate => Clamp(Ratio(t), Minimum, Maximum),
        SamplerCorrectionMode.TokenMask => Within(Ratio(t)),
        SamplerCorrectionMode.SequenceTruncate => Clamp(Product(t.Completion), Minimum, Maximum),
        _ => Within(Product(t.Completion)),
    };

    private Real Within(Real ratio) => ratio < Minimum || ratio > Maximum ? 0 : ratio;

    private static Real Ratio(Token t) => Exp(t.OldLogProb - t.RolloutLogProb);

    private static Real Product(Completion y) => Exp(y.Tokens.Sum(t => t.OldLogProb - t.RolloutLogProb));
}

/// <summary>How TRL corrects for a sampler that is not the trainer's policy.</summary>
public enum SamplerCorrectionMode
{
    /// <summary>The completion's ratio; 0 outside the bounds.</summary>
    SequenceMask,

    /// <summary>The completion's ratio, held inside the bounds.</summary>
    SequenceTruncate,

    /// <summary>The token's ratio; 0 outside the bounds.</summary>
    TokenMask,

    /// <summary>The token's ratio, held inside the bounds.</summary>
    TokenTruncate,
}
