using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>A part of a batch with the sequences of its completions.</summary>
internal sealed class MicroBatch : IDisposable
{
    private static readonly ColumnName Old = new("token", "old_logp");

    private readonly BatchPart? _part;

    private MicroBatch(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, Transformer model, BatchPart? part = null) =>
        (Tensors, Sequences, _part) = (new TensorBatch(batch, model.DataType, model.Device), sequences, part);

    internal TensorBatch Tensors { get; }

    internal IReadOnlyList<TokenizedCompletion> Sequences { get; }

    /// <summary>A batch without the old policy's log-probabilities is from the policy as it is now.</summary>
    private bool HasOld => Tensors.Packed.TryColumn(Old.Level, Old.Column, out _);

    /// <summary>The batch in parts of at most so many tokens.</summary>
    internal static IReadOnlyList<MicroBatch> Split(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, int mostTokens, Transformer model)
    {
        if (batch.Rows("completion") != sequences.Count)
        {
            throw new TrainingException($"The batch has {batch.Rows("completion")} completions but {sequences.Count} sequences were given; there must be one for each.");
        }

        return batch.Rows("token") <= mostTokens
            ? [new MicroBatch(batch, sequences, model)]
            : [.. batch.SplitByRows("token", mostTokens).Select(part =>
                new MicroBatch(part.Batch, [.. part.Rows["completion"].Select(row => sequences[row])], model, part))];
    }

    /// <summary>Computes the policy's columns, and gives the formulas leaves with their values in their place.</summary>
    /// <returns>The columns, each with its leaf.</returns>
    internal IReadOnlyList<PolicyColumn> Attach(Policy policy, PolicyColumns columns)
    {
        List<PolicyColumn> attached = [];
        foreach ((ColumnName name, Tensor values) in columns.Compute(policy, Sequences))
        {
            Tensor leaf = values.detach();
            Tensors.Set(name.Level, name.Column, leaf);
            if (values.requires_grad)
            {
                attached.Add(new PolicyColumn(name, values, leaf.requires_grad_()));
            }

            if (name == PolicyColumns.LogProb && !HasOld)
            {
                Tensors.Set(Old.Level, Old.Column, values.detach());
            }
        }

        return attached;
    }

    /// <summary>Writes what the formulas read of the policy to its places in the whole batch.</summary>
    internal void Scatter(IEnumerable<ColumnName> columns, Dictionary<ColumnName, double[]> whole, PackedBatch batch)
    {
        foreach (ColumnName name in HasOld ? columns : columns.Append(Old))
        {
            whole.TryAdd(name, new double[batch.Rows(name.Level)]);
            _part!.Scatter(name.Level, PolicyColumns.ToArray(Tensors.Column(name.Level, name.Column)), whole[name]);
        }
    }

    /// <summary>Says how to compute the policy's columns, without gradient, should a sum over the whole batch read one.</summary>
    internal void SupplyForStatistics(Policy policy, PolicyColumns columns)
    {
        Dictionary<ColumnName, Tensor>? computed = null;
        foreach (ColumnName name in columns.Names)
        {
            Tensors.Supply(name.Level, name.Column, () => (computed ??= Compute())[name]);
        }

        if (!HasOld)
        {
            Tensors.Supply(Old.Level, Old.Column, () => (computed ??= Compute())[PolicyColumns.LogProb].alias());
        }

        Dictionary<ColumnName, Tensor> Compute()
        {
            using IDisposable constant = no_grad();
            Dictionary<ColumnName, Tensor> made = columns.Compute(policy, Sequences);
            foreach (Tensor values in made.Values)
            {
                // It is read again in later rounds, after the scope of this one is gone.
                values.DetachFromDisposeScope();
            }

            return made;
        }
    }

    public void Dispose() => Tensors.Dispose();
}

/// <summary>A column that the policy computed: the tensor that leads back to the parameters, and the leaf that formulas read.</summary>
internal sealed record PolicyColumn(ColumnName Name, Tensor Values, Tensor Leaf);
