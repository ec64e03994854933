using Paragon.Algorithms;
using Paragon.Kernels;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Comparison;

/// <summary>The kernels that the generator wrote, on packed columns.</summary>
internal sealed class Ours : IImplementation
{
    private readonly Case _case;
    private readonly IObjective _objective;
    private readonly FusedBatch<float> _batch;
    private readonly FusedLoss<float>? _loss;

    public Ours(Case @case, IReadOnlyDictionary<string, float[]> inputs)
    {
        (_case, _objective) = (@case, Objective(@case.Kind));
        _batch = new FusedBatch<float>(Batch(@case, inputs)) { RunsParallel = get_num_threads() > 1 };
        _loss = @case.IsAdvantage ? null : new FusedLoss<float>(_objective);
    }

    public static IImplementation Of(Case @case, IReadOnlyDictionary<string, float[]> inputs) => @case.Kind switch
    {
        Case.LogProbabilities => new Sweep(@case, inputs),
        "tree" => new Tree(@case, inputs),
        _ => new Ours(@case, inputs),
    };

    public void Run()
    {
        if (_loss is not null)
        {
            _loss.Run(_batch, _loss.Statistics([_batch]), gradient: true);
            return;
        }

        FusedLoss<float>.Run(FusedLoss<float>.Program(_objective).Stages["Advantage"], _objective, _batch);
    }

    public float[] Results()
    {
        Run();
        float total = _loss is null ? 0 : (float)_objective.Stages.Where(stage => stage.Kind == StageKind.Loss).Sum(stage => _batch.Totals[stage.Name]);
        return [total, .. _batch.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).SelectMany(output => Numbers(output.Value))];
    }

    public void Dispose() => _batch.Dispose();

    private static IObjective Objective(string kind) => kind switch
    {
        "dpo" => new Dpo(),
        "kto" => new Kto(),
        "grpo" => new Grpo { Beta = 0.04 },
        "ppo" => new Ppo { DualClip = 1e30, ValueClip = 0.2 },
        "gspo" => new Gspo(),
        "gae" => new Gae { Lambda = 0.95 },
        "group" => new Grpo(),
        _ => throw new ArgumentException($"'{kind}' is unknown."),
    };

    private static PackedBatch Batch(Case @case, IReadOnlyDictionary<string, float[]> inputs)
    {
        int[] rows = [.. Enumerable.Range(0, @case.Rows)];
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .LevelOf("completion", "group", rows.Chunk(Case.Family).Select(family => family.Length)).Level("group", (@case.Rows + Case.Family - 1) / Case.Family)
            .LevelOf("token", "completion", rows.Select(_ => @case.Columns))
            .Level("pair", @case.Rows / 2)
            .Link("pair", "chosen", "completion", [.. rows.Take(@case.Rows / 2)]).Link("pair", "rejected", "completion", [.. rows.Skip(@case.Rows / 2)])
            .Level("example", @case.Rows / 2)
            .Link("example", "completion", "completion", [.. rows.Take(@case.Rows / 2)]).Link("example", "mismatched", "completion", [.. rows.Skip(@case.Rows / 2)])
            .Column("example", "desirable", Numbers("desirable").Take(@case.Rows / 2))
            .Column("completion", "reward", Numbers("reward")).Column("completion", "advantage", Numbers("advantage"))
            .Column("token", "logp", Numbers("logp")).Column("token", "old_logp", Numbers("old")).Column("token", "ref_logp", Numbers("ref"))
            .Column("token", "value", Numbers("value")).Column("token", "old_value", Numbers("old_value")).Column("token", "return", Numbers("return"));
        double[] ofCompletions = [.. rows.SelectMany(row => Enumerable.Repeat((double)inputs["advantage"][row], @case.Columns))];
        builder.Column("token", "advantage", @case.Kind == "ppo" ? Numbers("token_advantage") : ofCompletions);
        return builder.Build();

        IEnumerable<double> Numbers(string name) => inputs[name].Select(value => (double)value);
    }

    private static IEnumerable<float> Numbers(object column) => column is Column<float> single ? single.Span.ToArray() : [.. ((Column<double>)column).Span.ToArray().Select(value => (float)value)];

    /// <summary>Advantages on the prefix tree of the completions, which is made anew each time from their token ids.</summary>
    private sealed class Tree(Case @case, IReadOnlyDictionary<string, float[]> inputs) : IImplementation
    {
        private readonly Tempo _objective = new();
        private readonly PackedBatch _packed = Batch(@case, inputs);
        private readonly int[][] _ids = [.. inputs["response"].Select(id => (int)id).Chunk(@case.Columns)];
        private FusedBatch<float>? _batch;

        public void Run()
        {
            Dispose();
            _batch = new FusedBatch<float>(_packed.WithPrefixTree(_ids)) { RunsParallel = get_num_threads() > 1 };
            FusedLoss<float>.Run(FusedLoss<float>.Program(_objective).Stages["Advantage"], _objective, _batch);
        }

        public float[] Results()
        {
            Run();
            return [0, .. Numbers(_batch!.Outputs["Advantage"])];
        }

        public void Dispose() => _batch?.Dispose();
    }

    /// <summary>Log-probabilities in chunks, the gradients made while a chunk's logits are there.</summary>
    private sealed class Sweep : IImplementation
    {
        private readonly Projection _projection;
        private (Tensor LogProbabilities, Tensor OfHidden, Tensor OfWeight) _made;

        public Sweep(Case @case, IReadOnlyDictionary<string, float[]> inputs) => _projection = new Projection(@case, inputs);

        public void Run()
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable constant = no_grad();
            long most = VocabularyChunk.Rows(_projection.Weight.size(0)), tokens = _projection.Hidden.size(0);
            LogitColumns columns = LogitColumns.Make(tokens, ScalarType.Float32, CPU, false, false);
            Tensor ofHidden = empty_like(_projection.Hidden), ofWeight = zeros_like(_projection.Weight);
            using VocabularyPass pass = new(_projection.Hidden, _projection.Weight, _projection.Targets, Projection.Temperature, columns, most);
            VocabularySweep.Run(pass, VocabularyRanges.Of(tokens, most, false), _ => new LogitDerivative(_projection.Slopes, null), ofHidden, ofWeight);
            Dispose();
            _made = (columns.LogProbabilities.MoveToOuterDisposeScope(), ofHidden.MoveToOuterDisposeScope(), ofWeight.MoveToOuterDisposeScope());
        }

        public float[] Results()
        {
            Run();
            return Projection.Results(_made.LogProbabilities, _made.OfHidden, _made.OfWeight);
        }

        public void Dispose()
        {
            _made.LogProbabilities?.Dispose();
            _made.OfHidden?.Dispose();
            _made.OfWeight?.Dispose();
        }
    }
}
