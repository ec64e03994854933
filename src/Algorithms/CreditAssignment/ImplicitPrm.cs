using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Implicit process reward model (Yuan et al. 2024) by cross-entropy: a language model whose log-ratio to the reference, over
/// a whole response, is the logit of its being right. What it finds likelier token by token is then a process reward, for
/// which no step was ever judged.
/// </summary>
/// <remarks>
/// The model that is trained is the reward model. Its siblings: <see cref="ImplicitPrmKto"/>; by pairs it is <see cref="Dpo"/>
/// or <see cref="NcaPair"/> with β = .05. How it scores: <see cref="ImplicitPrmScore"/>.
/// </remarks>
[Objective("implicit-prm", Source = "Yuan et al. 2024, arXiv:2412.01981; PRIME-RL/ImplicitPRM ce_trainer")]
public sealed partial record ImplicitPrm
{
    /// <summary>β: scale of the implicit reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    [Loss]
    private Real Loss(Example example) =>
        ImplicitReward.CrossEntropy(Beta * LogRatio(example.Completion), example.Desirable ? 1 : 0);
}
