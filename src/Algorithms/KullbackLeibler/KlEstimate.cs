using static Paragon.Algorithms.KlEstimators;

namespace Paragon.Algorithms;

/// <summary>The estimate that an option names.</summary>
internal static class KlEstimate
{
    public static Real Of(Token t, KlEstimator estimator) => estimator switch
    {
        KlEstimator.K1 => K1(t.LogProb, t.RefLogProb),
        KlEstimator.Absolute => Absolute(t.LogProb, t.RefLogProb),
        KlEstimator.K2 => K2(t.LogProb, t.RefLogProb),
        KlEstimator.K3 => K3(t.LogProb, t.RefLogProb),
        KlEstimator.K3Clamped => K3Clamped(t.LogProb, t.RefLogProb),
        KlEstimator.K1StraightThrough => StraightThrough(K1(t.LogProb, t.RefLogProb), t.LogProb, t.RefLogProb),
        _ => StraightThrough(K3Clamped(t.LogProb, t.RefLogProb), t.LogProb, t.RefLogProb),
    };
}
