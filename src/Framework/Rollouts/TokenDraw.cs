using static TorchSharp.torch;

namespace Paragon.Rollouts;

/// <summary>Draws one token a row from logits.</summary>
internal static class TokenDraw
{
    /// <param name="logits">[rows, vocabulary].</param>
    /// <param name="uniform">[rows], Float64 in [0, 1): the randomness.</param>
    /// <param name="options">Temperature and truncation.</param>
    /// <returns>Ids [rows], Int64, and their log-probabilities [rows], Float64.</returns>
    internal static (Tensor Ids, Tensor LogProbabilities) Draw(Tensor logits, Tensor uniform, SamplingOptions options)
    {
        bool greedy = options.Temperature == 0;
        Tensor logs = (greedy || options.Temperature == 1 ? logits : logits / options.Temperature).log_softmax(-1, logits.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32);
        Tensor ids = greedy ? logs.argmax(-1, keepdim: true) : Invert(Truncate(logs, options).exp().to(ScalarType.Float64), uniform.unsqueeze(1));
        return (ids.squeeze(1), logs.gather(1, ids).squeeze(1).to(ScalarType.Float64));
    }

    /// <summary>The token whose stretch of the cumulated probability holds the uniform number.</summary>
    private static Tensor Invert(Tensor probabilities, Tensor uniform)
    {
        Tensor cumulated = probabilities.cumsum(-1);
        // A number just below 1 must not round up to the total, which no token's stretch holds.
        Tensor target = uniform * cumulated.narrow(-1, -1, 1) * (1 - 1e-12);
        // "right": the first sum above the number, so a token of probability 0 is never drawn.
        return searchsorted(cumulated, target, right: true);
    }

    private static Tensor Truncate(Tensor logs, SamplingOptions options)
    {
        if (options.TopK > 0 && options.TopK < logs.size(-1))
        {
            Tensor smallest = logs.topk(options.TopK).values.narrow(-1, -1, 1);
            logs = logs.masked_fill(logs < smallest, double.NegativeInfinity);
        }

        if (options.TopP < 1)
        {
            Tensor sorted = logs.sort(-1, descending: true).Values;
            Tensor probabilities = sorted.softmax(-1);
            // A token stays while the probability before it is below top-p: the most probable one always does.
            Tensor dropped = probabilities.cumsum(-1) - probabilities >= options.TopP;
            Tensor smallest = sorted.masked_fill(dropped, double.PositiveInfinity).amin([-1], keepdim: true);
            logs = logs.masked_fill(logs < smallest, double.NegativeInfinity);
        }

        return logs;
    }
}
