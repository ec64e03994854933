using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// log softmax(h W^T / temperature) at one target a row, and the entropy of the row, for PyTorch's automatic gradient: neither
/// the forward nor the backward pass ever holds the whole [rows, vocabulary] matrix.
/// </summary>
/// <remarks>
/// What the gradient of the loss will be is not known here, so the backward pass computes logits again: four matrix products in all
/// instead of three. Where it is known sooner, <see cref="VocabularySweep"/> does without.
/// </remarks>
internal sealed class SelectedLogSoftmax : autograd.MultiTensorFunction<SelectedLogSoftmax>
{
    private const string StateKey = "state";

    /// <inheritdoc/>
    public override string Name => nameof(SelectedLogSoftmax);

    /// <param name="hidden">[rows, hidden].</param>
    /// <param name="weight">[vocabulary, hidden].</param>
    /// <param name="targets">[rows], Int64.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    /// <param name="rowsPerChunk">Rows of which logits exist at one time.</param>
    /// <param name="entropy">Whether the entropy is asked.</param>
    /// <returns>Log-probabilities [rows] and the entropy [rows], which is empty if it was not asked.</returns>
    internal static (Tensor LogProbabilities, Tensor Entropy) Apply(Tensor hidden, Tensor weight, Tensor targets, double temperature, long rowsPerChunk, bool entropy)
    {
        State state = new(temperature, rowsPerChunk, entropy, hidden.requires_grad, weight.requires_grad);
        List<Tensor> outputs = apply(hidden, weight, targets, state);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor hidden, Tensor weight, Tensor targets, State state) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (State)vars[3]);
        using DisposeScope scope = NewDisposeScope();
        LogitColumns columns = LogitColumns.Make(hidden.size(0), VocabularyPass.SumType(hidden.dtype), hidden.device, state.Entropy, false);
        using VocabularyPass pass = new(hidden, weight, targets, state.Temperature, columns, state.RowsPerChunk);
        foreach (RowRange rows in RowRange.Cover(hidden.size(0), state.RowsPerChunk))
        {
            pass.Read(rows);
        }

        Tensor entropies = (columns.Entropies ?? empty(0, dtype: columns.LogProbabilities.dtype, device: hidden.device)).MoveToOuterDisposeScope();
        Tensor logProbabilities = columns.LogProbabilities.MoveToOuterDisposeScope();
        ctx.save_for_backward([hidden, weight, targets, columns.Normalizers.MoveToOuterDisposeScope(), entropies]);
        ctx.save_data(StateKey, state);
        ctx.set_materialize_grads(false);
        return [logProbabilities, state.Entropy ? entropies.alias().MoveToOuterDisposeScope() : entropies];
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        List<Tensor> saved = ctx.get_saved_variables();
        (Tensor hidden, Tensor weight, Tensor targets) = (saved[0], saved[1], saved[2]);
        State state = (State)ctx.get_data(StateKey);
        LogitColumns columns = new(saved[3], saved[3], state.Entropy ? saved[4] : null, null);
        LogitDerivative derivative = new(Given(grad_outputs[0]), state.Entropy ? Given(grad_outputs[1]) : null);
        Tensor? ofHidden = state.HiddenGradient ? empty_like(hidden) : null, ofWeight = state.WeightGradient ? zeros_like(weight) : null;
        using VocabularyPass pass = new(hidden, weight, targets, state.Temperature, columns, state.RowsPerChunk);
        foreach (RowRange rows in RowRange.Cover(hidden.size(0), state.RowsPerChunk))
        {
            pass.Differentiate(rows, true, derivative, ofHidden, ofWeight);
        }

        // The native side copies the handles only after this method has returned, perhaps on a thread without a scope.
        state.Returned = [ofHidden?.MoveToOuterDisposeScope(), ofWeight?.MoveToOuterDisposeScope()];
        return [ofHidden!, ofWeight!, null!, null!];
    }

    private static Tensor? Given(Tensor gradient) => gradient.IsInvalid ? null : gradient;

    private sealed record State(double Temperature, long RowsPerChunk, bool Entropy, bool HiddenGradient, bool WeightGradient)
    {
        internal Tensor?[] Returned { get; set; } = [];
    }
}
