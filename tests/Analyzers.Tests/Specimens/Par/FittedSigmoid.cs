namespace Paragon.Specimens.Par;

/// <summary>The degree-5 least-squares fit of the sigmoid on 100 points of [-5, 5], 0 and 1 beyond.</summary>
internal static class FittedSigmoid
{
    /// <summary>The fit at a point. It jumps by 0.0067 at both ends.</summary>
    public static Real At(Real x) => x <= -5 ? 0 : x >= 5 ? 1 : Inside(x);

    private static Real Inside(Real x) =>
        ((((0.0002026749004944174 * x - 4.607074096515595e-09) * x - 0.01013108100008783) * x + 1.0845109454004832e-07) * x + 0.22878950407973278) * x + 0.4999995390225987;
}
