using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.ArmPolicy;

namespace Paragon.Algorithms;

/// <summary>Contrastive policy gradient (CoPG, Flet-Berliac et al. 2024, eq. 6) where every completion is known: the mean over two samplers' completions instead of a sample.</summary>
/// <remarks>Whatever the samplers, its gradient vanishes at π_ref exp(R/β), where the regret is 0. On samples see <see cref="CoPg"/>.</remarks>
[Objective("copg-bandit", Source = "Flet-Berliac et al. 2024, arXiv:2406.19185, eq. 6")]
public sealed partial record CoPgBandit
{
    /// <summary>β: strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.5;

    [Loss]
    private Real Loss(Bandit bandit) => -Objective(bandit);

    [Metric("objective")]
    private Real Objective(Bandit bandit) => bandit.Arms.Sum(a => bandit.Arms.Sum(o =>
        a.FirstSampler * o.SecondSampler * (Regularized(a, Beta / 2) - Regularized(o, Beta / 2)) * (LogRatio(a) - LogRatio(o))));

    [Metric("value")]
    private Real PolicyValue(Bandit bandit) => Value(bandit, Beta);

    [Metric("optimum")]
    private Real LargestValue(Bandit bandit) => Optimum(bandit, Beta);

    [Metric("regret")]
    private Real Regret(Bandit bandit) => Optimum(bandit, Beta) - Value(bandit, Beta);

    [Metric("optimal_probability")]
    private Real OptimalProbability(Arm a) => Exp(Log(a.ReferenceProbability) + ((a.Reward - Optimum(a.Bandit, Beta)) / Beta));
}
