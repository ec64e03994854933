using System.Runtime.InteropServices;

namespace Paragon.Kernels;

/// <summary>Memory that does not move, aligned for vectors; freed with the object at the latest.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const int Alignment = 64;
    private void* _memory;

    public NativeBlock(long bytes)
    {
        Bytes = Math.Max(bytes, Alignment);
        _memory = NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        GC.AddMemoryPressure(Bytes);
    }

    ~NativeBlock() => Free();

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The memory as a column.</summary>
    public Column<T> As<T>(int length)
        where T : unmanaged => new((T*)_memory, length);

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
