using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Rows of logits by tensor operations: any device and number type.</summary>
internal sealed class TensorLogitRows(double temperature) : ILogitRows
{
    /// <inheritdoc/>
    public void Prepare(Tensor logits)
    {
        if (temperature != 1)
        {
            logits.div_(temperature);
        }
    }

    /// <inheritdoc/>
    public void Read(Tensor logits, Tensor targets, LogitColumns columns)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor normalizer = logits.logsumexp(-1, keepdim: true);
        columns.Normalizers.copy_(normalizer.squeeze(1));
        columns.LogProbabilities.copy_(logits.gather(1, targets.unsqueeze(1)).sub_(normalizer).squeeze(1));
        if (columns.Entropies is null && columns.SquaredProbabilities is null)
        {
            return;
        }

        Tensor logs = logits - normalizer, probabilities = logs.exp();
        // 0 log 0 is 0, not NaN.
        columns.Entropies?.copy_(logs.clamp_min_(float.MinValue).mul_(probabilities).sum(-1).neg_());
        columns.SquaredProbabilities?.copy_(probabilities.mul_(probabilities).sum(-1));
    }

    /// <inheritdoc/>
    public Tensor ReadSlopes(Tensor logits, Tensor targets, LogitColumns columns)
    {
        Read(logits, targets, columns);
        using DisposeScope scope = NewDisposeScope();
        logits.sub_(columns.Normalizers.unsqueeze(1)).exp_();
        logits.scatter_add_(1, targets.unsqueeze(1), full_like(columns.Normalizers, -1).unsqueeze(1));
        return full_like(columns.Normalizers, -1 / temperature).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Differentiate(Tensor logits, Tensor targets, LogitColumns columns, Tensor? ofLogProbabilities, Tensor? ofEntropies)
    {
        using DisposeScope scope = NewDisposeScope();
        using Scalar once = 1;
        using Scalar least = float.MinValue;
        logits.sub_(columns.Normalizers.unsqueeze(1));
        Tensor? factor = null;
        if (ofEntropies is not null)
        {
            // The entropy's derivative by a logit is -p (log p + entropy).
            factor = logits.clamp_min(least).add_(columns.Entropies!.unsqueeze(1), once).mul_(ofEntropies.unsqueeze(1));
        }

        if (ofLogProbabilities is not null)
        {
            factor = factor is null ? ofLogProbabilities.unsqueeze(1) : factor.add_(ofLogProbabilities.unsqueeze(1), once);
        }

        logits.exp_().mul_(factor!).neg_();
        if (ofLogProbabilities is not null)
        {
            logits.scatter_add_(1, targets.unsqueeze(1), ofLogProbabilities.unsqueeze(1));
        }

        // The chain rule divides as the logits were divided.
        Prepare(logits);
    }
}
