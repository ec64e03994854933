using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// AlignDistil (Zhang et al. 2025): the policy follows, token by token and over the whole vocabulary, a teacher that is
/// extrapolated from a DPO model away from a reverse DPO model. By theorem 1 this is RLHF with DPO's reward.
/// </summary>
/// <remarks>
/// The reference logits are those of the reverse model (chosen and rejected swapped) with <see cref="Contrast"/>, of the
/// initial policy without. Where the two models agree the adaptive coefficient is up to 1000 β: a strong pull to the DPO
/// model. The released code is off by one position, and its off-policy trainer leaves the temperature off the student; here
/// the loss is at the positions that predict the response's tokens. Norm: Σ |p_d - p_r| in [0, 2], without the ½ of total
/// variation.
/// </remarks>
[Objective("aligndistil", Source = "Zhang et al. 2025, arXiv:2503.02832, theorem 1, eq. 12")]
public sealed partial record AlignDistil
{
    /// <summary>β: weight of the DPO reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>
    /// β2: scale of the extrapolation with <see cref="Adaptive"/> (15 on the policy's own responses, 10 on chosen ones);
    /// without, theorem 1's price of the divergence from the reference, which must not be 0.
    /// </summary>
    [Range(0, double.PositiveInfinity)]
    public double Extrapolation { get; init; } = 15;

    /// <summary>τ: temperature of student and teacher.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Temperature { get; init; } = 1;

    /// <summary>Whether the loss of a completion is a mean over its tokens instead of a sum.</summary>
    public bool LengthNorm { get; init; } = true;

    /// <summary>Whether the weight follows the disagreement of the two models, token by token; otherwise it is β / β2.</summary>
    public bool Adaptive { get; init; } = true;

    /// <summary>Whether the reference is the reverse model, to be moved away from; otherwise the teacher lies between the two.</summary>
    public bool Contrast { get; init; } = true;

    [Loss]
    private Real Loss(Completion y) => LengthNorm ? y.Tokens.Mean(Distillation) : y.Tokens.Sum(Distillation);

    [Metric("weight")]
    private Real Weight(Token t) => Adaptive ? (Extrapolation * Disagreement(t)) + 1e-3 : Beta / Extrapolation;

    [Metric("teacher")]
    private Real Teacher(Choice v) => Exp(LogTeacher(v));

    private Real Distillation(Token t) =>
        Coefficient(t) * t.Choices.Sum(v => Exp(LogStudent(v)) * (LogStudent(v) - LogTeacher(v)));

    private Real Coefficient(Token t) => Adaptive ? Beta / Weight(t) : Extrapolation;

    private Real TeacherLogit(Choice v) => Contrast
        ? v.DpoLogit + (Weight(v.Token) * (v.DpoLogit - v.RefLogit))
        : (Weight(v.Token) * v.DpoLogit) + ((1 - Weight(v.Token)) * v.RefLogit);

    private Real LogTeacher(Choice v) => (TeacherLogit(v) / Temperature) - v.Token.Choices.LogSumExp(w => TeacherLogit(w) / Temperature);

    private Real LogStudent(Choice v) => (v.Logit / Temperature) - v.Token.Choices.LogSumExp(w => w.Logit / Temperature);

    /// <summary>‖p_d - p_r‖₁, in [0, 2].</summary>
    /// <remarks>An entry with more than half of the mass differs by what all others do together: float32 has more places for those than next to 1.</remarks>
    private static Real Disagreement(Token t) =>
        t.Choices.Where(IsMinor).Sum(v => Abs(Difference(v))) + Abs(t.Choices.Where(IsMinor).Sum(Difference));

    private static bool IsMinor(Choice v) => Exp(LogDpo(v)) <= 0.5;

    private static Real Difference(Choice v) => Exp(LogDpo(v)) - Exp(LogReference(v));

    private static Real LogDpo(Choice v) => v.DpoLogit - v.Token.Choices.LogSumExp(w => w.DpoLogit);

    private static Real LogReference(Choice v) => v.RefLogit - v.Token.Choices.LogSumExp(w => w.RefLogit);
}
