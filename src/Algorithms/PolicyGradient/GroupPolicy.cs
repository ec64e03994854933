namespace Paragon.Algorithms;

/// <summary>Quantities that TRL's group-relative losses share.</summary>
[FormulaLibrary]
public static partial class GroupPolicy
{
    /// <summary>log of a completion's length-normalised ratio: the mean over tokens of log π - log π_old; 0 without tokens (GSPO, eq. 7).</summary>
    public static Real SequenceLogRatio(Completion y) => y.Tokens.Sum(t => t.LogProb - t.OldLogProb) / Max(1, y.Tokens.Count());

    /// <summary>The loss of one token of GRPO and its sisters: capped and clipped surrogate, importance weight, KL penalty by k3.</summary>
    /// <param name="t">The token; reads its log-probabilities, advantage and importance weight.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    /// <param name="cap">Largest unclipped ratio; infinity for none.</param>
    /// <param name="beta">Weight of the KL to the reference; at 0 the reference is not read.</param>
    /// <param name="correctsKl">Whether the KL is multiplied by the ratio, with its gradient, because the sample is from the old policy.</param>
    public static Real TokenLoss(Token t, Real clipLow, Real clipHigh, Real cap, Real beta, bool correctsKl)
    {
        Real ratio = Exp(t.LogProb - t.OldLogProb);
        Real surrogate = ClippedSurrogate.Capped(ratio, t.Advantage, clipLow, clipHigh, cap) * t.ImportanceWeight;
        return beta == 0 ? surrogate : surrogate + KlPenalty(t, beta, correctsKl);
    }

    /// <summary>What the KL penalty adds to the loss of one token; 0 where its weight is.</summary>
    /// <param name="t">The token; reads its log-probabilities.</param>
    /// <param name="beta">Weight of the KL to the reference; at 0 the reference is not read.</param>
    /// <param name="correctsKl">Whether the KL is multiplied by the ratio.</param>
    public static Real KlPenalty(Token t, Real beta, bool correctsKl) =>
        beta == 0 ? 0 : beta * (correctsKl ? Exp(t.LogProb - t.OldLogProb) : 1) * KlEstimators.K3(t.LogProb, t.RefLogProb);
}
