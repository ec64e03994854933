using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// The tensor code of an objective's losses and metrics on a batch in one or more parts. Sums over the whole batch are
/// made first, in rounds; then the parts' losses simply add up, so splitting a batch changes nothing but rounding.
/// </summary>
/// <param name="objective">The objective.</param>
/// <param name="kind">Which stages: <see cref="StageKind.Loss"/> or <see cref="StageKind.Metric"/>.</param>
public sealed class BatchLoss(IObjective objective, StageKind kind = StageKind.Loss)
{
    private readonly Stage[] _stages = objective.Stages.Where(stage => stage.Kind == kind).ToArray();

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The sums over the whole batch that each stage needs, in the order of the stages.</summary>
    /// <param name="parts">The parts of the batch; their differentiable columns hold current values where a statistic reads them.</param>
    /// <exception cref="BatchException">There are several parts and a stage needs the batch whole; the message says why.</exception>
    public IReadOnlyList<double[]> Statistics(IReadOnlyList<TensorBatch> parts) => [.. _stages.Select(stage => Statistics(stage, parts))];

    /// <summary>The sums over the whole batch that one of the stages needs.</summary>
    internal double[] Statistics(Stage stage, IReadOnlyList<TensorBatch> parts)
    {
        if (parts.Count > 1 && stage.WholeBatchReason is { } reason)
        {
            throw new BatchException($"'{stage.Name}' of {objective.Descriptor.Name} needs the whole batch at once: {reason}. Use one micro-batch.");
        }

        using IDisposable noGradient = no_grad();
        double[] known = new double[stage.Statistics.Count];
        foreach (IGrouping<int, int> round in Enumerable.Range(0, known.Length).GroupBy(i => stage.Statistics[i].Round).OrderBy(round => round.Key))
        {
            foreach (int i in round)
            {
                known[i] = parts.Sum(part => Sum(stage.Statistics[i], part, known));
            }
        }

        return known;
    }

    /// <summary>The loss of one part: the whole batch's is the sum over its parts. One entry.</summary>
    public Tensor Loss(TensorBatch part, IReadOnlyList<double[]> statistics)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = zeros(1, part.Dtype, part.Device);
        for (int i = 0; i < _stages.Length; i++)
        {
            sum = sum + _stages[i].Total!(objective, part, statistics[i]);
        }

        return sum.MoveToOuterDisposeScope();
    }

    /// <summary>Each stage's share of one part, by the name of its column.</summary>
    public IReadOnlyDictionary<string, double> Values(TensorBatch part, IReadOnlyList<double[]> statistics)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return _stages.Select((stage, i) => (stage.Column, Value: part.ToNumber(stage.Total!(objective, part, statistics[i]))))
            .ToDictionary(pair => pair.Column, pair => pair.Value);
    }

    private double Sum(Statistic statistic, TensorBatch part, double[] known)
    {
        using DisposeScope scope = NewDisposeScope();
        return statistic.Sum(objective, part, known);
    }
}
