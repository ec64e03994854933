using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>The columns that a policy computes: log-probabilities always, entropies and values where a formula reads them.</summary>
/// <param name="inputs">What the formulas read.</param>
/// <param name="temperature">Temperature of the log-probabilities.</param>
/// <param name="rowsPerChunk">Tokens whose logits exist at one time; null chooses by the vocabulary.</param>
internal sealed class PolicyColumns(ObjectiveInputs inputs, double temperature, long? rowsPerChunk = null)
{
    internal static readonly ColumnName LogProb = new("token", "logp");
    internal static readonly ColumnName Entropy = new("token", "entropy");
    internal static readonly ColumnName Value = new("token", "value");
    internal static readonly ColumnName SumSquaredProbability = new("token", "sum_squared_probability");

    private readonly bool _entropy = inputs.Reads(Entropy.Level, Entropy.Column);
    private readonly bool _value = inputs.Reads(Value.Level, Value.Column) || inputs.Reads("token", "old_value");
    private readonly bool _squares = inputs.Reads(SumSquaredProbability.Level, SumSquaredProbability.Column);

    /// <summary>The names of the columns.</summary>
    internal IEnumerable<ColumnName> Names => [.. OfDistribution, .. _value ? [Value] : Array.Empty<ColumnName>()];

    /// <summary>Names of the columns that come from the distribution over the vocabulary.</summary>
    internal IEnumerable<ColumnName> OfDistribution =>
        [LogProb, .. _entropy ? [Entropy] : Array.Empty<ColumnName>(), .. _squares ? [SumSquaredProbability] : Array.Empty<ColumnName>()];

    /// <summary>The columns for completions, one entry per token, without gradient.</summary>
    internal Dictionary<ColumnName, Tensor> Compute(Policy policy, IReadOnlyList<TokenizedCompletion> sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        PolicyForward forward = Forward(policy, sequences);
        using VocabularyPass pass = Pass(policy, forward);
        foreach (RowRange rows in RowRange.Cover(forward.Tokens, MostRows(policy)))
        {
            pass.Read(rows);
        }

        TokenLogProbabilities.RequireFinite(forward.Columns.LogProbabilities, sequences);
        return Named(forward).ToDictionary(column => column.Name, column => column.Values.MoveToOuterDisposeScope());
    }

    /// <summary>The layers of the policy, with gradient where it is asked; of the distributions nothing yet.</summary>
    internal PolicyForward Forward(Policy policy, IReadOnlyList<TokenizedCompletion> sequences)
    {
        Transformer model = policy.Model;
        Tensor states = CompletionStates.BeforeEachToken(model, sequences);
        Tensor targets = tensor(TokenLogProbabilities.Targets(model, sequences), device: model.Device);
        LogitColumns columns = Make(states.size(0), VocabularyPass.SumType(model.DataType), model.Device);
        return new PolicyForward(states, targets, columns, _value ? policy.ValueHead!.Values(states) : null);
    }

    internal VocabularyPass Pass(Policy policy, PolicyForward forward) =>
        new(forward.States, policy.Model.OutputWeight, forward.Targets, temperature, forward.Columns, MostRows(policy));

    internal long MostRows(Policy policy) => rowsPerChunk ?? VocabularyChunk.Rows(policy.Model.Config.VocabularySize);

    /// <summary>Whether a formula reads a column of tokens that comes from the distribution over the vocabulary.</summary>
    internal bool AreRead => OfDistribution.Append(MicroBatch.Old).Any(name => inputs.Reads(name.Level, name.Column));

    /// <summary>Room for what is read of so many distributions.</summary>
    internal LogitColumns Make(long rows, ScalarType type, Device device) => LogitColumns.Make(rows, type, device, _entropy, _squares);

    /// <summary>The columns of a forward pass, by name.</summary>
    internal static IEnumerable<(ColumnName Name, Tensor Values)> Named(PolicyForward forward) =>
        forward.Values is { } values ? Named(forward.Columns).Append((Value, values)) : Named(forward.Columns);

    /// <summary>What was read of distributions, by name.</summary>
    internal static IEnumerable<(ColumnName Name, Tensor Values)> Named(LogitColumns columns)
    {
        yield return (LogProb, columns.LogProbabilities);
        if (columns.Entropies is { } entropies)
        {
            yield return (Entropy, entropies);
        }

        if (columns.SquaredProbabilities is { } squares)
        {
            yield return (SumSquaredProbability, squares);
        }
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

/// <summary>What a policy's layers gave for the tokens of a batch.</summary>
/// <param name="States">Hidden states that predict the tokens, [tokens, hidden], with gradient.</param>
/// <param name="Targets">The tokens, [tokens].</param>
/// <param name="Columns">Receives what is read of the distributions.</param>
/// <param name="Values">The value head's, [tokens], with gradient; null where it is not read.</param>
internal sealed record PolicyForward(Tensor States, Tensor Targets, LogitColumns Columns, Tensor? Values)
{
    internal long Tokens => States.size(0);
}
