using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// log softmax(h W^T / temperature) at one target a row, and the entropy of the row, in chunks of rows: neither the forward
/// nor the backward pass ever holds the whole [rows, vocabulary] matrix.
/// </summary>
/// <remarks>The backward pass computes each chunk's logits again (four matrix products in all instead of three).</remarks>
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
    internal static (Tensor LogProbabilities, Tensor Entropy) Apply(Tensor hidden, Tensor weight, Tensor targets, double temperature, int rowsPerChunk, bool entropy)
    {
        State state = new(temperature, rowsPerChunk, entropy, hidden, weight);
        List<Tensor> outputs = apply(hidden, weight, targets, state);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor hidden, Tensor weight, Tensor targets, State state) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (State)vars[3]);
        using DisposeScope scope = NewDisposeScope();
        long rows = hidden.size(0);
        Tensor logProbabilities = empty(rows, dtype: state.DataType, device: hidden.device);
        Tensor normalizers = empty(rows, dtype: state.DataType, device: hidden.device);
        Tensor entropies = empty(state.Entropy ? rows : 0, dtype: state.DataType, device: hidden.device);
        foreach ((long start, long count) in state.Chunks(rows))
        {
            using DisposeScope chunk = NewDisposeScope();
            Tensor logits = state.Logits(hidden.narrow(0, start, count), weight);
            Tensor normalizer = logits.logsumexp(-1, keepdim: true);
            normalizers.narrow(0, start, count).copy_(normalizer.squeeze(1));
            logProbabilities.narrow(0, start, count).copy_(logits.gather(1, targets.narrow(0, start, count).unsqueeze(1)).sub_(normalizer).squeeze(1));
            if (state.Entropy)
            {
                Tensor logs = logits.sub_(normalizer);
                // 0 log 0 is 0, not NaN.
                entropies.narrow(0, start, count).copy_(logs.exp().mul_(logs.clamp_min(float.MinValue)).sum(-1).neg_());
            }
        }

        ctx.save_for_backward([hidden, weight, targets, normalizers.MoveToOuterDisposeScope(), entropies.MoveToOuterDisposeScope()]);
        ctx.save_data(StateKey, state);
        ctx.set_materialize_grads(false);
        return [logProbabilities.MoveToOuterDisposeScope(), state.Entropy ? entropies.alias().MoveToOuterDisposeScope() : entropies];
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        List<Tensor> saved = ctx.get_saved_variables();
        (Tensor hidden, Tensor weight, Tensor targets, Tensor normalizers, Tensor entropies) = (saved[0], saved[1], saved[2], saved[3], saved[4]);
        State state = (State)ctx.get_data(StateKey);
        Tensor? ofLogProbabilities = Given(grad_outputs[0]), ofEntropy = state.Entropy ? Given(grad_outputs[1]) : null;
        Tensor? ofHidden = state.HiddenGradient ? empty_like(hidden) : null, ofWeight = state.WeightGradient ? zeros_like(weight) : null;
        foreach ((long start, long count) in state.Chunks(hidden.size(0)))
        {
            using DisposeScope chunk = NewDisposeScope();
            Tensor input = hidden.narrow(0, start, count);
            Tensor logs = state.Logits(input, weight).sub_(Column(normalizers));
            Tensor probabilities = logs.exp();
            Tensor ofLogits = ofEntropy is null
                ? probabilities.mul_(Column(ofLogProbabilities!).neg())
                : EntropyGradient(probabilities, logs, Column(entropies), Column(ofEntropy), ofLogProbabilities is null ? null : Column(ofLogProbabilities));
            if (ofLogProbabilities is not null)
            {
                ofLogits.scatter_add_(1, Column(targets), Column(ofLogProbabilities));
            }

            ofLogits = ofLogits.div_(state.Temperature).to(hidden.dtype);
            ofHidden?.narrow(0, start, count).copy_(ofLogits.mm(weight));
            ofWeight?.addmm_(ofLogits.t(), input, 1, 1);

            Tensor Column(Tensor all) => all.narrow(0, start, count).unsqueeze(1);
        }

        // The native side copies the handles only after this method has returned, perhaps on a thread without a scope.
        state.Returned = [ofHidden?.MoveToOuterDisposeScope(), ofWeight?.MoveToOuterDisposeScope()];
        return [ofHidden!, ofWeight!, null!, null!];
    }

    /// <summary>The entropy's derivative by a logit is -p (log p + entropy).</summary>
    private static Tensor EntropyGradient(Tensor probabilities, Tensor logs, Tensor entropy, Tensor ofEntropy, Tensor? ofLogProbability)
    {
        Tensor factor = logs.clamp_min_(float.MinValue).add_(entropy).mul_(ofEntropy);
        return probabilities.mul_(ofLogProbability is null ? factor : factor.add_(ofLogProbability)).neg_();
    }

    private static Tensor? Given(Tensor gradient) => gradient.IsInvalid ? null : gradient;

    private sealed class State(double temperature, int rowsPerChunk, bool entropy, Tensor allHidden, Tensor allWeight)
    {
        internal double Temperature => temperature;

        internal bool Entropy => entropy;

        internal bool HiddenGradient { get; } = allHidden.requires_grad;

        internal bool WeightGradient { get; } = allWeight.requires_grad;

        /// <summary>Sums over a vocabulary need more than the eight bits of bfloat16.</summary>
        internal ScalarType DataType { get; } = allHidden.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

        internal Tensor?[] Returned { get; set; } = [];

        internal Tensor Logits(Tensor hidden, Tensor weight)
        {
            Tensor logits = hidden.mm(weight.t()).to(DataType);
            return temperature == 1 ? logits : logits.div_(temperature);
        }

        internal IEnumerable<(long Start, long Count)> Chunks(long rows)
        {
            for (long start = 0; start < rows; start += rowsPerChunk)
            {
                yield return (start, Math.Min(rowsPerChunk, rows - start));
            }
        }
    }
}
