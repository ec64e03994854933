using CsCheck;
using Microsoft.Extensions.Configuration;
using Paragon.Formulas;
using Paragon.Kernels;
using Paragon.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Benchmarks.Kernels;

/// <summary>One objective on one batch, ready to be computed both ways: what both read lies in memory.</summary>
internal sealed class Subject : IDisposable
{
    private readonly IObjective _objective;
    private readonly TensorBatch _tensors;
    private readonly List<Tensor> _leaves = [];
    private readonly BatchLoss _eager;
    private readonly BatchLoss _eagerMetrics;
    private readonly AnalyticBatchLoss _analytic;
    private readonly FusedBatch<float> _columns;
    private readonly FusedLoss<float> _fused;

    private Subject(IObjective objective, PackedBatch batch, bool parallel)
    {
        _objective = objective;
        Tokens = batch.Levels.ContainsKey("token") ? batch.Rows("token") : batch.Levels.Values.Max(level => level.Rows);
        _tensors = new TensorBatch(batch);
        foreach (ColumnName name in objective.Stages.Where(stage => stage.Kind == StageKind.Loss).SelectMany(stage => Traversal.Sorted(stage.Graph)).OfType<ColumnNode>()
            .Where(column => column.CarriesGradient).Select(column => new ColumnName(column.Domain!.Key, column.Name)).Distinct().Where(name => batch.TryColumn(name.Level, name.Column, out _)))
        {
            Tensor leaf = tensor(batch.Column(name.Level, name.Column), ScalarType.Float32).requires_grad_();
            _tensors.Set(name.Level, name.Column, leaf);
            _leaves.Add(leaf);
        }

        (_eager, _eagerMetrics, _analytic) = (new BatchLoss(objective), new BatchLoss(objective, StageKind.Metric), new AnalyticBatchLoss(objective));
        (_columns, _fused) = (new FusedBatch<float>(batch) { RunsParallel = parallel }, new FusedLoss<float>(objective));
    }

    /// <summary>Every objective with a loss.</summary>
    public static string[] Names => [.. Algorithms.Objectives.All.Where(objective => objective.Read(new ConfigurationBuilder().Build()).Stages.Any(stage => stage.Kind == StageKind.Loss)).Select(objective => objective.Name)];

    /// <summary>Elements of the finest level, as made.</summary>
    public int Tokens { get; }

    /// <summary>Bytes of the columns that the kernels read and of the gradients that they write: one pass over them. To be asked after a run.</summary>
    public long Bytes => _columns.Bytes;

    /// <summary>An objective by its name with its default options, on a random batch of about so many tokens.</summary>
    public static Subject Of(string name, int tokens, bool parallel, IBackend? preparing = null)
    {
        IObjective objective = Algorithms.Objectives.All.Single(descriptor => descriptor.Name == name).Read(new ConfigurationBuilder().Build());
        int length = tokens switch
        {
            <= 256 => 32,
            <= 4096 => 128,
            _ => 512,
        };
        int completions = tokens / length;
        bool hasGroups = BatchGenerator.For(objective).Generate(new PCG(60, 1), null, out _).Levels.ContainsKey("group");
        int family = hasGroups ? 8 : completions;
        BatchGenerator generator = BatchGenerator.For(objective).Family("group", Math.Max(1, completions / 8), Math.Max(1, completions / 8)).Family("completion", family, family)
            .Family("token", length, length).Family("pair", completions / 2, completions / 2).Family("example", completions, completions).Family("choice", 4, 4)
            .Family("segment", 8, 8).Family("node", 8, 8).Family("position", length, length).Family("judge", 4, 4).Family("reference", 4, 4);
        PackedBatch batch = generator.Generate(new PCG(60, 1), null, out _);
        return new Subject(objective, (preparing ?? new FusedBackend()).Prepare(objective, batch), parallel);
    }

    /// <summary>Loss, metrics and gradient by the tensor code.</summary>
    public double Eager()
    {
        double value = EagerLoss();
        Metrics();
        return value;
    }

    /// <summary>Loss, metrics and gradient by the tensor code, with the symbolic derivative.</summary>
    public double Analytic()
    {
        double value = AnalyticLoss();
        Metrics();
        return value;
    }

    /// <summary>One of the ways, by its name: loss and gradient; the kernels compute metrics with them.</summary>
    public double Run(string way) => way switch
    {
        "fused" => Fused(),
        "analytic" => AnalyticLoss(),
        _ => EagerLoss(),
    };

    /// <summary>Loss, metrics and gradient by the kernels.</summary>
    public double Fused()
    {
        _fused.Run(_columns, _fused.Statistics([_columns]), gradient: true);
        return _objective.Stages.Where(stage => stage.Kind == StageKind.Loss).Sum(stage => _columns.Totals[stage.Name]);
    }

    private double EagerLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = _eager.Loss(_tensors, _eager.Statistics([_tensors]));
        loss.backward();
        double value = _tensors.ToNumber(loss);
        foreach (Tensor leaf in _leaves)
        {
            leaf.grad?.Dispose();
            leaf.grad = null;
        }

        return value;
    }

    private double AnalyticLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        return _tensors.ToNumber(_analytic.Run(_tensors, _analytic.Statistics([_tensors])).Loss);
    }

    private void Metrics()
    {
        using DisposeScope scope = NewDisposeScope();
        _eagerMetrics.Values(_tensors, _eagerMetrics.Statistics([_tensors]));
    }

    public void Dispose()
    {
        _tensors.Dispose();
        _columns.Dispose();
        _leaves.ForEach(leaf => leaf.Dispose());
    }
}

