using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>The columns that a policy computes: log-probabilities always, entropies and values where a formula reads them.</summary>
internal sealed class PolicyColumns(ObjectiveInputs inputs, double temperature)
{
    internal static readonly ColumnName LogProb = new("token", "logp");
    internal static readonly ColumnName Entropy = new("token", "entropy");
    internal static readonly ColumnName Value = new("token", "value");
    internal static readonly ColumnName SumSquaredProbability = new("token", "sum_squared_probability");

    private const int RowsPerChunk = 512;

    private readonly bool _entropy = inputs.Reads(Entropy.Level, Entropy.Column);
    private readonly bool _value = inputs.Reads(Value.Level, Value.Column) || inputs.Reads("token", "old_value");
    private readonly bool _squares = inputs.Reads(SumSquaredProbability.Level, SumSquaredProbability.Column);

    /// <summary>The names of the columns.</summary>
    internal IEnumerable<ColumnName> Names => [LogProb, .. _entropy ? [Entropy] : Array.Empty<ColumnName>(), .. _value ? [Value] : Array.Empty<ColumnName>(), .. _squares ? [SumSquaredProbability] : Array.Empty<ColumnName>()];

    /// <summary>The columns for completions, one entry per token, with gradient unless it is switched off.</summary>
    internal Dictionary<ColumnName, Tensor> Compute(Policy policy, IReadOnlyList<TokenizedCompletion> sequences)
    {
        TokenLogProbabilities computed = TokenLogProbabilities.Compute(
            policy.Model, sequences, new LogProbabilityOptions { Temperature = temperature, Entropy = _entropy });
        Dictionary<ColumnName, Tensor> columns = new() { [LogProb] = computed.LogProbabilities };
        if (_entropy)
        {
            columns[Entropy] = computed.Entropy!;
        }

        if (_value)
        {
            columns[Value] = policy.ValueHead!.Values(computed.States);
        }

        if (_squares)
        {
            columns[SumSquaredProbability] = SquaredProbabilities(policy.Model, computed.States);
        }

        return columns;
    }

    /// <summary>Log-probabilities of completions under a model, without gradient: an old policy's or a reference's column.</summary>
    internal static double[] LogProbabilities(Transformer model, IReadOnlyList<TokenizedCompletion> sequences, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return ToArray(TokenLogProbabilities.Compute(model, sequences, new LogProbabilityOptions { Temperature = temperature }).LogProbabilities);
    }

    /// <summary>Σ π(v)² at each token, a constant for the gradient, in chunks so that all logits never exist together.</summary>
    private Tensor SquaredProbabilities(Transformer model, Tensor states)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Tensor[] parts = states.split(RowsPerChunk);
        return cat(parts.Select(part => model.Logits(part).div_(temperature).softmax(-1).square().sum(-1)).ToArray()).MoveToOuterDisposeScope();
    }

    internal static double[] ToArray(Tensor values) => values.detach().to_type(ScalarType.Float64).cpu().data<double>().ToArray();
}
