using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>Some completions of a batch with their logits, as formulas read them. It lives in the caller's scope.</summary>
internal sealed class ChoiceChunk : IDisposable
{
    private readonly Tensor _places, _hidden, _weight, _targets;
    private readonly PolicyColumn _logits;
    private readonly LogitColumns? _columns;
    private readonly Tensor? _scaled;
    private readonly TensorLogitRows _rows;

    internal ChoiceChunk(Policy policy, PolicyColumns columns, IReadOnlyDictionary<string, Transformer> teachers, ChoiceStates states, BatchPart chunk, double temperature)
    {
        _places = tensor(chunk.Rows["token"].Select(row => (long)row).ToArray(), device: states.Policy.device);
        _hidden = states.Policy.index_select(0, _places);
        _targets = states.Targets.index_select(0, _places);
        _weight = policy.Model.OutputWeight.detach();
        ScalarType type = VocabularyPass.SumType(_hidden.dtype);
        Tensor logits = Project(_hidden, _weight, type);
        Tensors = new TensorBatch(ChoiceLevel.Whole(chunk.Batch, _targets, policy.Model.Config.VocabularySize), type, _hidden.device) { IsPart = true };
        _logits = Attach(ChoiceLevel.Logit, logits.flatten());
        foreach ((string column, Transformer model) in teachers)
        {
            Tensors.Set(ChoiceLevel.Name, column, Project(states.Teachers[column].index_select(0, _places), model.OutputWeight.detach(), type).flatten());
        }

        _rows = new TensorLogitRows(temperature);
        if (columns.AreRead)
        {
            // The columns of tokens come from the same logits, at the temperature of the sampling.
            _scaled = logits.clone();
            _columns = columns.Make(_hidden.size(0), type, _hidden.device);
            _rows.Prepare(_scaled);
            _rows.Read(_scaled, _targets, _columns);
            if (!chunk.Batch.TryColumn(MicroBatch.Old.Level, MicroBatch.Old.Column, out _))
            {
                Tensors.Set(MicroBatch.Old.Level, MicroBatch.Old.Column, _columns.LogProbabilities);
            }

            foreach ((ColumnName name, Tensor values) in PolicyColumns.Named(_columns))
            {
                Tensors.Set(name.Level, name.Column, name == PolicyColumns.SumSquaredProbability ? values : Attach(name, values).Leaf);
            }
        }
    }

    /// <summary>The completions with every column that formulas read.</summary>
    internal TensorBatch Tensors { get; }

    /// <summary>What the loss's derivative is asked by.</summary>
    internal List<PolicyColumn> Attached { get; } = [];

    /// <summary>The derivative of the loss by the policy's logits, [tokens, vocabulary], once that by the columns is known.</summary>
    internal Tensor OfLogits()
    {
        Tensor gradient = (_logits.Leaf.grad ?? zeros_like(_logits.Leaf)).view(_hidden.size(0), _weight.size(0));
        if (_columns is null || (Of(PolicyColumns.LogProb) is null && Of(PolicyColumns.Entropy) is null))
        {
            return gradient;
        }

        _rows.Differentiate(_scaled!, _targets, _columns, Of(PolicyColumns.LogProb), Of(PolicyColumns.Entropy));
        using Scalar once = 1;
        return gradient.add_(_scaled!, once);

        Tensor? Of(ColumnName name) => Attached.FirstOrDefault(column => column.Name == name)?.Leaf.grad;
    }

    /// <summary>Adds a derivative by the logits to the gradients of hidden states and weights.</summary>
    internal void Multiply(Tensor ofLogits, Tensor? ofStates, Tensor? ofWeight)
    {
        using IDisposable constant = no_grad();
        Tensor narrow = ofLogits.to(_hidden.dtype);
        ofStates?.index_copy_(0, _places, narrow.mm(_weight));
        ofWeight?.addmm_(narrow.t(), _hidden, 1, 1);
    }

    /// <inheritdoc/>
    public void Dispose() => Tensors.Dispose();

    private static Tensor Project(Tensor hidden, Tensor weight, ScalarType type)
    {
        Tensor logits = hidden.mm(weight.t()).to(type);
        return logits.isfinite().all().item<bool>()
            ? logits
            : throw new TrainingException("A logit is not finite. The weights have diverged: lower the learning rate, or clip the gradient, and go back to the last checkpoint.");
    }

    private PolicyColumn Attach(ColumnName name, Tensor values)
    {
        PolicyColumn column = new(name, values.detach().requires_grad_());
        Attached.Add(column);
        Tensors.Set(name.Level, name.Column, column.Leaf);
        return column;
    }
}
