namespace Paragon.Algorithms;

/// <summary>Losses of the value head.</summary>
[FormulaLibrary]
public static partial class ValueLoss
{
    /// <summary>½ max((V - R)², (clip(V, V_old ± ε_v) - R)²).</summary>
    /// <param name="t">The token; reads its value, old value and return.</param>
    /// <param name="clip">ε_v.</param>
    public static Real Clipped(Token t, Real clip) => Max(
        Square(t.Value - t.Return),
        Square(Clamp(t.Value, t.OldValue - clip, t.OldValue + clip) - t.Return)) / 2;
}
