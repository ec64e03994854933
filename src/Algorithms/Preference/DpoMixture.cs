using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>A weighted sum of DPO's loss types, with every modification of DPO that can be combined with them: divergence, length, weights.</summary>
/// <remarks>
/// TRL's <c>loss_type</c> as a list with <c>loss_weights</c>; MPO (Wang et al. 2024) is sigmoid 0.8, bco_pair 0.2, sft 1.
/// A type of weight 0 is not computed. With one type of weight 1 and the other options as they are, each is the
/// objective of its own name. The two AOT losses need the whole batch at once and are not among them.
/// </remarks>
[SuppressMessage("Paragon.Numerics", "PAR202", Justification = "WPO's weight divides by the sum of squared probabilities, which is at least 1 / vocabulary.")]
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published f-divergences exponentiate the log-ratio of whole completions; the option ExponentLimit bounds the one that TRL bounds.")]
[Objective("dpo-mixture", Source = "TRL's DPO trainer; Wang et al. 2024 (MPO), arXiv:2411.10442")]
[ReducesTo<Dpo>(nameof(SigmoidWeight), 1)]
public sealed partial record DpoMixture
{
    /// <summary>Strength of the pull toward the reference policy, of all types.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>ε of <see cref="ExoPair"/> and <see cref="RobustDpo"/>; the others ignore it.</summary>
    [Range(0, 0.5, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; init; }

    /// <summary>τ of <see cref="DiscoPop"/>.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double DiscoPopTemperature { get; init; } = 0.05;

    /// <summary>Divergence of <see cref="FDpo"/>, for all types but apo_zero and sft, and the chosen part of apo_down.</summary>
    public FDivergence Divergence { get; init; } = FDivergence.ReverseKl;

    /// <summary>a of the alpha divergence.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double DivergenceAlpha { get; init; } = 0.5;

    /// <summary>Largest exponent of the alpha divergence.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ExponentLimit { get; init; } = 80;

    /// <summary>α of <see cref="LdDpo"/>; 1 counts all tokens alike.</summary>
    [Range(0, 1)]
    public double LengthAlpha { get; init; } = 1;

    /// <summary>Whether pairs are weighted as in <see cref="Wpo"/>.</summary>
    public bool Weighting { get; init; }

    /// <summary>Weight of <see cref="Dpo"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double SigmoidWeight { get; init; } = 1;

    /// <summary>Weight of <see cref="DpoHinge"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double HingeWeight { get; init; }

    /// <summary>Weight of <see cref="Ipo"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double IpoWeight { get; init; }

    /// <summary>Weight of <see cref="ExoPair"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ExoPairWeight { get; init; }

    /// <summary>Weight of <see cref="NcaPair"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double NcaPairWeight { get; init; }

    /// <summary>Weight of <see cref="RobustDpo"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double RobustWeight { get; init; }

    /// <summary>Weight of <see cref="BcoPair"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double BcoPairWeight { get; init; }

    /// <summary>Weight of <see cref="SppoHard"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double SppoHardWeight { get; init; }

    /// <summary>Weight of <see cref="ApoZero"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ApoZeroWeight { get; init; }

    /// <summary>Weight of <see cref="ApoDown"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ApoDownWeight { get; init; }

    /// <summary>Weight of <see cref="DiscoPop"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double DiscoPopWeight { get; init; }

    /// <summary>Weight of <see cref="DpoNorm"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double SigmoidNormWeight { get; init; }

    /// <summary>Weight of <see cref="ChosenSft"/>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double SftWeight { get; init; }

    [Loss]
    private Real Preference(Pair pair)
    {
        Real shared = LdDpo.SharedLength(pair);
        Real chosenRatio = LdDpo.LogRatio(pair.Chosen, shared, LengthAlpha);
        Real rejectedRatio = LdDpo.LogRatio(pair.Rejected, shared, LengthAlpha);
        Real chosen = FDpo.Score(chosenRatio, Divergence, DivergenceAlpha, ExponentLimit);
        Real rejected = FDpo.Score(rejectedRatio, Divergence, DivergenceAlpha, ExponentLimit);
        Real marginPerToken = (chosen / pair.Chosen.Tokens.Count()) - (rejected / pair.Rejected.Tokens.Count());
        Real z = Beta * (chosen - rejected);
        Real apoChosen = Beta * chosenRatio;
        Real apoRejected = Beta * rejectedRatio;
        Real loss =
            (SigmoidWeight == 0 ? 0 : SigmoidWeight * Dpo.Link(z))
            + (HingeWeight == 0 ? 0 : HingeWeight * DpoHinge.Link(z))
            + (IpoWeight == 0 ? 0 : IpoWeight * Ipo.Link(marginPerToken, Beta))
            + (ExoPairWeight == 0 ? 0 : ExoPairWeight * ExoPair.Link(z, LabelSmoothing))
            + (NcaPairWeight == 0 ? 0 : NcaPairWeight * NcaPair.Link(Beta * chosen, Beta * rejected))
            + (RobustWeight == 0 ? 0 : RobustWeight * RobustDpo.Link(z, LabelSmoothing))
            + (BcoPairWeight == 0 ? 0 : BcoPairWeight * BcoPair.Link(Beta * chosen, Beta * rejected))
            + (SppoHardWeight == 0 ? 0 : SppoHardWeight * SppoHard.Link(chosen, rejected, Beta))
            + (ApoZeroWeight == 0 ? 0 : ApoZeroWeight * ApoZero.Link(apoChosen, apoRejected))
            + (ApoDownWeight == 0 ? 0 : ApoDownWeight * ApoDown.Link(apoChosen, z))
            + (DiscoPopWeight == 0 ? 0 : DiscoPopWeight * DiscoPop.Link(z, DiscoPopTemperature))
            + (SigmoidNormWeight == 0 ? 0 : SigmoidNormWeight * Dpo.Link(Beta * marginPerToken));
        return Weight(pair) * loss;
    }

    [Loss]
    private Real FineTuning(Batch b) => SftWeight == 0 ? 0 : SftWeight * b.Pairs.Mean(Weight) * ChosenNegativeLogLikelihood(b);

    private Real Weight(Pair pair) => Weighting ? Wpo.PairWeight(pair) : 1;
}
