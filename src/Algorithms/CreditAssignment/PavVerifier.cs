namespace Paragon.Algorithms;

/// <summary>
/// The verifier of PAV (Setlur et al. 2024): a head reads after each step how probable success is; its target is the share of
/// rollouts from there that succeed.
/// </summary>
/// <remarks>Mean over all steps of the batch (INFERRED).</remarks>
[Objective("pav-verifier", Source = "Setlur et al. 2024, arXiv:2410.08146")]
public sealed partial record PavVerifier
{
    [Loss]
    private static Real Loss(Step s) => ImplicitReward.CrossEntropy(s.Last.Value, s.SuccessRate);

    [Metric("predicted_success")]
    private static Real Predicted(Step s) => Sigmoid(s.Last.Value);
}
