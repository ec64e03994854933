namespace Paragon.Algorithms;

/// <summary>The clipped surrogates of policy-gradient methods, to be minimised.</summary>
[FormulaLibrary]
public static partial class ClippedSurrogate
{
    /// <summary>-min(ρA, clip(ρ, 1 - ε_low, 1 + ε_high) A) (Schulman et al. 2017, eq. 7).</summary>
    /// <param name="ratio">ρ: probability under the policy over that under the old policy.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    public static Real Of(Real ratio, Real advantage, Real clipLow, Real clipHigh) =>
        -Min(ratio * advantage, Clamp(ratio, 1 - clipLow, 1 + clipHigh) * advantage);

    /// <summary>The same with the unclipped ratio held below a cap, which bounds the loss where A is negative (INTELLECT-2 2025, arXiv:2505.07291; TRL's delta).</summary>
    /// <param name="ratio">ρ.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    /// <param name="cap">Largest unclipped ratio; infinity for none.</param>
    public static Real Capped(Real ratio, Real advantage, Real clipLow, Real clipHigh, Real cap) =>
        -Min(Min(ratio, cap) * advantage, Clamp(ratio, 1 - clipLow, 1 + clipHigh) * advantage);

    /// <summary>The clipped surrogate, at most -cA where A is negative (dual clip, Ye et al. 2020).</summary>
    /// <param name="ratio">ρ.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    /// <param name="dualClip">c &gt; 1; infinity is plain PPO.</param>
    public static Real DualClipped(Real ratio, Real advantage, Real clipLow, Real clipHigh, Real dualClip)
    {
        Real clipped = Of(ratio, advantage, clipLow, clipHigh);
        return advantage < 0 ? Min(clipped, -(dualClip * advantage)) : clipped;
    }

    /// <summary>1 where the advantage is negative and the ratio below the clip, so that the loss has no gradient; else 0 (TRL's clip_ratio/low).</summary>
    /// <param name="ratio">ρ.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clipLow">ε_low.</param>
    public static Real IsClippedBelow(Real ratio, Real advantage, Real clipLow) => advantage < 0 && ratio < 1 - clipLow ? 1 : 0;

    /// <summary>1 where the advantage is positive and the ratio above the clip, so that the loss has no gradient; else 0 (TRL's clip_ratio/high).</summary>
    /// <param name="ratio">ρ.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clipHigh">ε_high.</param>
    public static Real IsClippedAbove(Real ratio, Real advantage, Real clipHigh) => advantage > 0 && ratio > 1 + clipHigh ? 1 : 0;

    /// <summary>1 where the clip leaves the loss without gradient, on either side; else 0 (verl's pg_clipfrac).</summary>
    /// <param name="ratio">ρ.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    public static Real IsClipped(Real ratio, Real advantage, Real clipLow, Real clipHigh) =>
        IsClippedBelow(ratio, advantage, clipLow) + IsClippedAbove(ratio, advantage, clipHigh);

    /// <summary>PPO's loss of one token as verl computes it: log-ratio held in [-20, 20], dual clip, times the importance weight.</summary>
    /// <param name="t">The token; reads its log-probabilities, advantage and importance weight.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    /// <param name="dualClip">c &gt; 1.</param>
    public static Real OfToken(Token t, Real clipLow, Real clipHigh, Real dualClip) =>
        DualClipped(BoundedRatio(t), t.Advantage, clipLow, clipHigh, dualClip) * t.ImportanceWeight;

    /// <summary>1 where the clip of verl's PPO leaves a token without gradient; else 0. The dual clip is not counted.</summary>
    /// <param name="t">The token; reads its log-probabilities and advantage.</param>
    /// <param name="clipLow">ε_low.</param>
    /// <param name="clipHigh">ε_high.</param>
    public static Real IsTokenClipped(Token t, Real clipLow, Real clipHigh) => IsClipped(BoundedRatio(t), t.Advantage, clipLow, clipHigh);

    /// <summary>ρ of a token with its logarithm held in [-20, 20].</summary>
    public static Real BoundedRatio(Token t) =>
        Exp(Clamp(t.LogProb - t.OldLogProb, -Verl.LargestLogRatio, Verl.LargestLogRatio));
}
