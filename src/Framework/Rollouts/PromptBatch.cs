using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Rollouts;

/// <summary>Prompts of different lengths as one rectangle, filled on the left, so that all end at the same column.</summary>
internal sealed class PromptBatch
{
    private readonly long[] _filling;

    internal PromptBatch(Transformer model, IReadOnlyList<int[]> prompts)
    {
        Width = prompts.Max(prompt => prompt.Length);
        _filling = [.. prompts.Select(prompt => (long)(Width - prompt.Length))];
        IsRagged = _filling.Any(count => count > 0);
        long[] ids = new long[prompts.Count * Width];
        for (int row = 0; row < prompts.Count; row++)
        {
            for (int column = 0; column < prompts[row].Length; column++)
            {
                ids[(row * Width) + _filling[row] + column] = prompts[row][column];
            }
        }

        Ids = tensor(ids, prompts.Count, Width, device: model.Device);
    }

    internal int Width { get; }

    internal bool IsRagged { get; }

    /// <summary>[prompts, width].</summary>
    internal Tensor Ids { get; }

    /// <summary>Number of filled columns before each prompt.</summary>
    internal IReadOnlyList<long> Filling => _filling;

    /// <summary>Last hidden state of every prompt, [prompts, hidden]; the cache gets all positions.</summary>
    internal Tensor Read(Transformer model, KeyValueCache cache)
    {
        Tensor positions = arange(Width, ScalarType.Float64, model.Device).view(1, 1, Width, 1);
        Tensor? mask = null;
        if (IsRagged)
        {
            Tensor filling = tensor(_filling, device: model.Device).view(-1, 1, 1, 1);
            positions = (positions - filling).clamp_min(0);
            Tensor column = arange(Width, ScalarType.Int64, model.Device);
            Tensor query = column.view(1, 1, Width, 1);
            // A filled position looks at itself only: a row of the softmax with nothing to look at would be NaN.
            Tensor visible = column.less_equal(query).logical_and(column.greater_equal(filling)).logical_or(column.eq(query));
            mask = AdditiveMask(visible, model.DataType);
        }

        Tensor hidden = model.HiddenStates(Ids, model.Rotary.At(positions), mask, cache);
        cache.Advance(Width);
        return hidden.select(1, Width - 1);
    }

    /// <summary>0 where a query may look and -∞ elsewhere; a boolean mask would be converted in every layer.</summary>
    internal static Tensor AdditiveMask(Tensor visible, ScalarType dataType) =>
        zeros(visible.shape, dtype: dataType, device: visible.device).masked_fill_(visible.logical_not(), double.NegativeInfinity);
}
