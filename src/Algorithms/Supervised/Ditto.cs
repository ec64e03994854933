using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// DITTO (Xu et al. 2022): in a text that repeats a sentence, each repetition shall be less probable than the one before by
/// a factor γ, so that a model that has repeated itself once stops.
/// </summary>
/// <remarks>
/// Trained on pseudo-repetitive sequences (<c>PseudoRepetition</c>) in half of the steps, on likelihood in the others. A token's
/// loss lies in [0, 46.06]. NL also raises a token that already decays faster than γ, NLClip does not; at γ = 0 NL is
/// unlikelihood training. A sentence of the data starts with the period before it, so the period that opens the first
/// repetition is not penalised.
/// </remarks>
[Objective("ditto", Source = "Xu et al. 2022, arXiv:2206.02369, eq. 3; code custom/repetetion_penalty_accum_loss.py")]
public sealed partial record Ditto
{
    private const double Smallest = 1e-20;

    /// <summary>γ: share of a token's probability that its next repetition shall have. The code's default is 0.95, the paper's 0.5 for open-ended text.</summary>
    [Range(0, 1)]
    public double Decay { get; init; } = 0.5;

    /// <summary>Loss of the distance from that share.</summary>
    public RepetitionPenalty Penalty { get; init; } = RepetitionPenalty.NL;

    [Loss]
    private Real Loss(Batch b) => Repeated(b) == 0 ? 0 : Total(b) / Repeated(b);

    [Metric("repeated_tokens")]
    private static Real Repeated(Batch b) => b.Tokens.Where(IsRepeated).Count();

    [Metric("repetition_penalty")]
    private Real Total(Batch b) => Penalty == RepetitionPenalty.Mse
        ? 3 * b.Tokens.Sum(t => Square(Excess(t)))
        : b.Tokens.Where(IsRepeated).Sum(t => -Log(Max(1 - Distance(t), Smallest)));

    private Real Distance(Token t) => Penalty == RepetitionPenalty.NLClip ? Max(Excess(t), 0) : Abs(Excess(t));

    private Real Excess(Token t) => Exp(t.LogProb) - Target(t);

    private Real Target(Token t) => t.PreviousRepetition.Exists ? Decay * StopGradient(Exp(t.PreviousRepetition.LogProb)) : 0;

    private static bool IsRepeated(Token t) => t.PreviousRepetition.Exists;
}

/// <summary>What <see cref="Ditto"/> makes of π_t - γ π_(t-L).</summary>
public enum RepetitionPenalty
{
    /// <summary>-log(1 - |·|).</summary>
    NL,

    /// <summary>-log(1 - max(·, 0)): nothing where the repetition decays faster.</summary>
    NLClip,

    /// <summary>As in the code: three times the square, over all tokens, those before the first repetition pushed to probability 0.</summary>
    Mse,
}
