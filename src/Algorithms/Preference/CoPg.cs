using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Contrastive policy gradient (CoPG, Flet-Berliac et al. 2024): a loss of completions with rewards from any sampler, whose gradient
/// is that of <see cref="Rloo"/> on regularised rewards, without importance weights.
/// </summary>
/// <remarks>
/// The regularised reward of the loss has half of β, nothing is detached, and the gradient has the whole. Of two completions it is the
/// paper's pair loss; the sum over more, over their number less one, is inferred from RLOO. Its optimum is π_ref exp(R/β), whatever
/// wrote the completions. A prompt needs at least two completions. For a space that is known whole see <see cref="CoPgBandit"/>.
/// </remarks>
[Objective("copg", Source = "Flet-Berliac et al. 2024, arXiv:2406.19185, eq. 9")]
public sealed partial record CoPg
{
    /// <summary>β: strength of the pull toward the reference policy; 0.03 to 0.1 were stable in the paper, 0.06 best.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.06;

    [Loss]
    private Real Loss(Group g) => -Contrast(g);

    [Metric("contrast")]
    private Real Contrast(Group g) => g.Completions.Sum(y =>
        LogRatio(y) * (Regularized(y, Beta / 2) - y.Siblings.Mean(o => Regularized(o, Beta / 2))));

    [Metric("regularized_reward")]
    private Real RegularizedReward(Completion y) => Regularized(y, Beta);

    private static Real Regularized(Completion y, Real beta) => y.Reward - (beta * LogRatio(y));
}
