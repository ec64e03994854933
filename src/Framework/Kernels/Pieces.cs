using System.Runtime.InteropServices;
using Paragon.Models;

namespace Paragon.Kernels;

/// <summary>The pieces of a loop, run one after another or on libtorch's threads.</summary>
/// <param name="bounds">First row of each piece, and the end of the last.</param>
/// <param name="body">The loop, from a row to a row, and the number of the piece.</param>
internal sealed unsafe class Pieces(int[] bounds, Action<int, int, int> body)
{
    // With fewer the work is done before another thread has woken up.
    private const int Fewest = 4;

    private Exception? _error;

    /// <summary>Runs all pieces.</summary>
    /// <param name="parallel">Whether several may run at the same time, where there are enough of them.</param>
    public void Run(bool parallel)
    {
        int count = bounds.Length - 1;
        if (!parallel || count < Fewest)
        {
            Run(0, count);
            return;
        }

        GCHandle self = GCHandle.Alloc(this);
        try
        {
            TorchParallel.For(count, 1, &Run, (void*)GCHandle.ToIntPtr(self));
        }
        finally
        {
            self.Free();
        }

        if (_error is not null)
        {
            throw new AggregateException(_error);
        }
    }

    // An exception must not leave a frame that native code called.
    [UnmanagedCallersOnly]
    private static void Run(long from, long to, void* context)
    {
        Pieces pieces = (Pieces)GCHandle.FromIntPtr((nint)context).Target!;
        try
        {
            pieces.Run((int)from, (int)to);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref pieces._error, error, null);
        }
    }

    private void Run(int from, int to)
    {
        for (int piece = from; piece < to; piece++)
        {
            body(bounds[piece], bounds[piece + 1], piece);
        }
    }
}
