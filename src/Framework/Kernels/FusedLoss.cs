using System.Numerics;

namespace Paragon.Kernels;

/// <summary>
/// The kernels of an objective's losses and metrics on a batch in one or more parts. Sums over the whole batch are made
/// first, in rounds; then the parts' losses simply add up, so splitting a batch changes nothing but rounding.
/// </summary>
/// <typeparam name="T">float or double: what the columns of the finest level hold.</typeparam>
internal sealed class FusedLoss<T>
    where T : unmanaged, INumber<T>
{
    private readonly IObjective _objective;
    private readonly FusedProgram _program;

    /// <summary>The kernels of an objective.</summary>
    /// <exception cref="BatchException">It has none; the message says why.</exception>
    public FusedLoss(IObjective objective)
    {
        (_objective, _program) = (objective, Program(objective));
        if (_program.Losses is null)
        {
            throw new BatchException($"The losses of '{objective.Descriptor.Name}' have no fused kernel: {_program.Reason ?? "it has no loss and no metric"}. Use the tensor backend.");
        }
    }

    /// <summary>The sums over the whole batch that the losses and metrics need.</summary>
    /// <exception cref="BatchException">There are several parts and a stage needs the batch whole; the message says why.</exception>
    public double[] Statistics(IReadOnlyList<FusedBatch<T>> parts)
    {
        if (parts.Count > 1 && _objective.Stages.FirstOrDefault(stage => stage is { Kind: StageKind.Loss, WholeBatchReason: not null }) is { } whole)
        {
            throw new BatchException($"'{whole.Name}' of {_objective.Descriptor.Name} needs the whole batch at once: {whole.WholeBatchReason}. Use one micro-batch.");
        }

        foreach (FusedBatch<T> part in parts)
        {
            part.IsPart = parts.Count > 1;
        }

        double[] known = new double[_program.StatisticCount];
        foreach (FusedKernel round in _program.Statistics)
        {
            double[] before = [.. known];
            foreach (FusedBatch<T> part in parts)
            {
                part.Statistics = before;
                Run(round, _objective, part);
                foreach ((string name, double value) in part.Totals)
                {
                    known[int.Parse(name.AsSpan("statistic ".Length), System.Globalization.CultureInfo.InvariantCulture)] += value;
                }
            }
        }

        return known;
    }

    /// <summary>Computes the losses and metrics of one part; the results lie in it until its next run.</summary>
    /// <param name="part">The part.</param>
    /// <param name="statistics">The sums over the whole batch.</param>
    /// <param name="gradient">Whether the gradient is wanted.</param>
    /// <param name="each">Whether the values of each element are wanted.</param>
    public void Run(FusedBatch<T> part, double[] statistics, bool gradient, bool each = false)
    {
        (part.Statistics, part.WantsGradient, part.WantsEach) = (statistics, gradient, each);
        Run(_program.Losses!, _objective, part);
    }

    /// <summary>The kernels that the generator wrote.</summary>
    /// <exception cref="BatchException">There are none.</exception>
    public static FusedProgram Program(IObjective objective) => objective.Fused
        ?? throw new BatchException($"'{objective.Descriptor.Name}' has no fused kernels: no generator wrote it. Use the tensor backend.");

    /// <summary>Runs a kernel.</summary>
    public static void Run(FusedKernel kernel, IObjective objective, FusedBatch<T> batch)
    {
        batch.Begin();
        kernel.Run(objective, batch);
    }
}
