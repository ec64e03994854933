using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Implicit process reward model (Yuan et al. 2024) by KTO as released: right responses are compared with the mean log-ratio
/// of the wrong ones, and the other way round.
/// </summary>
/// <remarks>
/// Unlike <see cref="Kto"/> the reference points are of the batch's own responses, cross over, and carry gradient. One of a
/// kind that the batch lacks is 0 (INFERRED).
/// </remarks>
[Objective("implicit-prm-kto", Source = "Yuan et al. 2024, arXiv:2412.01981; PRIME-RL/ImplicitPRM VanillaKTOLoss")]
public sealed partial record ImplicitPrmKto
{
    /// <summary>β: scale of the implicit reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    [Loss]
    private Real Loss(Example example) => example.Desirable
        ? 1 - Sigmoid(Beta * (LogRatio(example.Completion) - Point(example.Batch.Examples.Where(other => !other.Desirable))))
        : 1 - Sigmoid(Beta * (Point(example.Batch.Examples.Where(other => other.Desirable)) - LogRatio(example.Completion)));

    private static Real Point(Elements<Example> examples) =>
        examples.Count() == 0 ? 0 : Max(0, examples.Mean(example => LogRatio(example.Completion)));
}
