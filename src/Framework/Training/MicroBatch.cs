using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>A part of a batch with the sequences of its completions.</summary>
internal sealed class MicroBatch : IDisposable
{
    internal static readonly ColumnName Old = new("token", "old_logp");

    private readonly BatchPart? _part;

    private MicroBatch(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, Transformer model, bool countsChoices, BatchPart? part = null)
    {
        (Batch, Sequences, _part) = (batch, sequences, part);
        Tensors = new TensorBatch(countsChoices ? ChoiceLevel.Counted(batch, model.Config.VocabularySize) : batch, model.DataType, model.Device);
    }

    /// <summary>The part as it was given.</summary>
    internal PackedBatch Batch { get; }

    /// <summary>The part as formulas read it.</summary>
    internal TensorBatch Tensors { get; }

    internal IReadOnlyList<TokenizedCompletion> Sequences { get; }

    /// <summary>A batch without the old policy's log-probabilities is from the policy as it is now.</summary>
    internal bool HasOld => Tensors.Packed.TryColumn(Old.Level, Old.Column, out _);

    /// <summary>The batch in parts of at most so many tokens.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sequences">Prompt and completion of each completion.</param>
    /// <param name="mostTokens">Most tokens of a part.</param>
    /// <param name="model">The policy.</param>
    /// <param name="countsChoices">Whether formulas read the vocabulary, whose entries are then counted; their logits come later.</param>
    internal static IReadOnlyList<MicroBatch> Split(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, int mostTokens, Transformer model, bool countsChoices)
    {
        if (batch.Rows("completion") != sequences.Count)
        {
            throw new TrainingException($"The batch has {batch.Rows("completion")} completions but {sequences.Count} sequences were given; there must be one for each.");
        }

        return batch.Rows("token") <= mostTokens
            ? [new MicroBatch(batch, sequences, model, countsChoices)]
            : [.. batch.SplitByRows("token", mostTokens).Select(part =>
                new MicroBatch(part.Batch, [.. part.Rows["completion"].Select(row => sequences[row])], model, countsChoices, part))];
    }

    /// <summary>
    /// Gives the formulas leaves in the place of the policy's columns. Those of the distributions are filled range by range later; until
    /// then they hold numbers that no formula stumbles over.
    /// </summary>
    internal IReadOnlyList<PolicyColumn> Attach(PolicyForward forward)
    {
        List<PolicyColumn> attached = [];
        forward.Columns.Entropies?.fill_(1);
        forward.Columns.SquaredProbabilities?.fill_(1);
        if (HasOld)
        {
            forward.Columns.LogProbabilities.copy_(Tensors.Column(Old.Level, Old.Column));
        }
        else
        {
            forward.Columns.LogProbabilities.fill_(-1);
            Tensors.Set(Old.Level, Old.Column, forward.Columns.LogProbabilities);
        }

        foreach ((ColumnName name, Tensor values) in PolicyColumns.Named(forward))
        {
            Tensor leaf = values.detach();
            if (name != PolicyColumns.SumSquaredProbability)
            {
                attached.Add(new PolicyColumn(name, leaf.requires_grad_()));
            }

            Tensors.Set(name.Level, name.Column, leaf);
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

/// <summary>A column that the policy computes: the leaf that formulas read, which receives their derivative.</summary>
internal sealed record PolicyColumn(ColumnName Name, Tensor Leaf);
