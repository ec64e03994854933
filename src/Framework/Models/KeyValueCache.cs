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

    /// <summary>Adds positions to a layer; <see cref="Advance"/> follows when every layer has them.</summary>
    /// <returns>All keys and values so far, as views.</returns>
    internal (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values)
    {
        long added = keys.size(2);
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
            Tensor room = empty([rows.size(0), all.size(1), capacity, all.size(3)], dtype: all.dtype, device: all.device);
            room.narrow(2, 0, Length).copy_(all.narrow(2, 0, Length).index_select(0, rows));
            return room.DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _keys.Concat(_values))
        {
            tensor.Dispose();
        }
    }
}
