namespace Paragon.Algorithms;

/// <summary>PAR with the hyperbolic tangent (PAR 2025): exactly 2 PAR(k = 2) - 1, so any affine-invariant normalisation makes them one method.</summary>
[Objective("par-tanh", Source = "PAR 2025, shapings compared")]
public sealed partial record ParTanh
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Tanh(y.Score - r.Score));
}
