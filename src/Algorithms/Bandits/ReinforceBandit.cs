using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.ArmPolicy;

namespace Paragon.Algorithms;

/// <summary>REINFORCE on completions of two other samplers, without importance weights, where every completion is known: what CoPG (Flet-Berliac et al. 2024) is set against.</summary>
/// <remarks>Its optimum is not that of the regularised reward, and depends on samplers and baseline.</remarks>
[Objective("reinforce-bandit", Source = "Flet-Berliac et al. 2024, arXiv:2406.19185, section 5.1")]
public sealed partial record ReinforceBandit
{
    /// <summary>β: strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.5;

    /// <summary>What is subtracted from the regularised reward.</summary>
    public BanditBaseline Baseline { get; init; }

    [Loss]
    private Real Loss(Bandit bandit) => -bandit.Arms.Sum(a =>
        (a.FirstSampler + a.SecondSampler) * StopGradient(Regularized(a, Beta) - BaselineOf(bandit)) * LogProb(a));

    private Real BaselineOf(Bandit bandit) =>
        Baseline == BanditBaseline.None ? 0 : bandit.Arms.Sum(a => Exp(LogProb(a)) * a.Reward);
}

/// <summary>Baselines of <see cref="ReinforceBandit"/>.</summary>
public enum BanditBaseline
{
    /// <summary>0.</summary>
    None,

    /// <summary>Mean reward of the policy.</summary>
    Value,
}
