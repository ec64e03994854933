using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Keys and values of the positions that a batch of sequences has passed, one pair of tensors a layer, with room for those to come.</summary>
internal sealed class KeyValueCache : IDisposable
{
    private readonly Tensor[] _keys, _values;

    private KeyValueCache(Tensor[] keys, Tensor[] values, long length) => (_keys, _values, Length) = (keys, values, length);

    internal KeyValueCache(Transformer model, long sequences, long capacity)
    {
        long[] shape = [sequences, model.Config.KeyValueHeadCount, capacity, model.Config.HeadSize];
        _keys = Room();
        _values = Room();

        Tensor[] Room() => [.. Enumerable.Range(0, model.Config.LayerCount)
            .Select(_ => empty(shape, dtype: model.DataType, device: model.Device).DetachFromDisposeScope())];
    }

    /// <summary>Number of positions passed.</summary>
    internal long Length { get; private set; }

    /// <summary>Number of positions that there is room for; it doubles when it is not enough.</summary>
    internal long Capacity => _keys[0].size(2);

    /// <summary>Adds positions to a layer; <see cref="Advance"/> follows when every layer has them.</summary>
    /// <returns>All keys and values so far, as views.</returns>
    internal (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values)
    {
        long added = keys.size(2);
        if (Length + added > _keys[layer].size(2))
        {
            _keys[layer] = Larger(_keys[layer], added);
            _values[layer] = Larger(_values[layer], added);
        }

        _keys[layer].narrow(2, Length, added).copy_(keys);
        _values[layer].narrow(2, Length, added).copy_(values);
        return (_keys[layer].narrow(2, 0, Length + added), _values[layer].narrow(2, 0, Length + added));
    }

    internal void Advance(long positions) => Length += positions;

    /// <summary>Another cache with chosen rows, which may repeat.</summary>
    /// <param name="rows">Int64 indices of sequences.</param>
    /// <param name="capacity">Positions that the new cache has room for.</param>
    internal KeyValueCache Select(Tensor rows, long capacity)
    {
        return new KeyValueCache([.. _keys.Select(Chosen)], [.. _values.Select(Chosen)], Length);

        Tensor Chosen(Tensor all)
        {
            using DisposeScope scope = NewDisposeScope();
            return Copy(all.narrow(2, 0, Length).index_select(0, rows), capacity);
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _keys.Concat(_values))
        {
            tensor.Dispose();
        }
    }

    private Tensor Larger(Tensor full, long added)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor larger = Copy(full.narrow(2, 0, Length), Math.Max(2 * full.size(2), Length + added));
        full.Dispose();
        return larger;
    }

    private static Tensor Copy(Tensor used, long capacity)
    {
        Tensor room = empty([used.size(0), used.size(1), capacity, used.size(3)], dtype: used.dtype, device: used.device);
        room.narrow(2, 0, used.size(2)).copy_(used);
        return room.DetachFromDisposeScope();
    }
}
