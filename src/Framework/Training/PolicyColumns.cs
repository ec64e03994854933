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

    private readonly bool _entropy = inputs.Reads(Entropy.Level, Entropy.Column);
    private readonly bool _value = inputs.Reads(Value.Level, Value.Column) || inputs.Reads("token", "old_value");

    /// <summary>The names of the columns.</summary>
    internal IEnumerable<ColumnName> Names => [LogProb, .. _entropy ? [Entropy] : Array.Empty<ColumnName>(), .. _value ? [Value] : Array.Empty<ColumnName>()];

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

        return columns;
    }

    /// <summary>Log-probabilities of completions under a model, without gradient: an old policy's or a reference's column.</summary>
    internal static double[] LogProbabilities(Transformer model, IReadOnlyList<TokenizedCompletion> sequences, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return ToArray(TokenLogProbabilities.Compute(model, sequences, new LogProbabilityOptions { Temperature = temperature }).LogProbabilities);
    }

    internal static double[] ToArray(Tensor values) => values.detach().to_type(ScalarType.Float64).cpu().data<double>().ToArray();
}
