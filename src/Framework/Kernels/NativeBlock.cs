using System.Runtime.InteropServices;

namespace Paragon.Kernels;

/// <summary>Memory that does not move, aligned for vectors, with room for one before and behind; freed with the object at the latest.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    // As much before the first and behind the last number, so that a vector may be read across either end.
    private const int Alignment = 64;
    private byte* _memory;

    public NativeBlock(long bytes)
    {
        Bytes = Math.Max(bytes, Alignment);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(Bytes + (2 * Alignment)), Alignment);
        GC.AddMemoryPressure(Bytes);
    }

    ~NativeBlock() => Free();

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The memory as a column.</summary>
    public Column<T> As<T>(int length)
        where T : unmanaged => new((T*)(_memory + Alignment), length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_memory is not null)
        {
            NativeMemory.AlignedFree(_memory);
            _memory = null;
            GC.RemoveMemoryPressure(Bytes);
        }
    }
}
