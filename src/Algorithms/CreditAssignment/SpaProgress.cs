using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// SPA-RL's progress estimator (Wang et al. 2025): a head on a language model says after each step how much the step has
/// contributed; the contributions of a trajectory must add up to its final reward.
/// </summary>
/// <remarks>
/// The loss does not tell the steps of a trajectory apart: its gradient is the same for each. What does is what the head
/// reads. <see cref="SpaRl"/> asks for it.
/// </remarks>
[Objective("spa-progress", Source = "Wang et al. 2025, arXiv:2505.20732")]
public sealed partial record SpaProgress
{
    [Loss]
    private static Real Loss(Completion y) => Square(y.Turns.Sum(k => k.Last.Value) - y.Reward);
}
