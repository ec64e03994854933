namespace Paragon.Algorithms;

/// <summary>PAR with the arctangent (PAR 2025): bounded by ±π/2, with tails that fall like 1/z² and not exponentially.</summary>
[Objective("par-arctan", Source = "PAR 2025, shapings compared")]
public sealed partial record ParArctan
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Atan(y.Score - r.Score));
}
