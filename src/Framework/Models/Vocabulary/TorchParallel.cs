using System.Runtime.InteropServices;

namespace Paragon.Models;

/// <summary>A loop on libtorch's own threads: a second pool would compete with its threads, which spin between operations.</summary>
internal static unsafe partial class TorchParallel
{
    /// <param name="count">Number of items.</param>
    /// <param name="grain">Fewest items worth a thread.</param>
    /// <param name="body">Does the items from the first number up to, not including, the second. It must not throw.</param>
    /// <param name="context">Handed to the body.</param>
    /// <exception cref="InvalidOperationException">libtorch reports an error.</exception>
    internal static void For(long count, long grain, delegate* unmanaged<long, long, void*, void> body, void* context)
    {
        if (Run(0, count, grain, body, context) != 0)
        {
            throw new InvalidOperationException($"libtorch's parallel loop over {count} items failed.");
        }
    }

    // torch/csrc/stable/c/shim.h
    [LibraryImport("torch_cpu", EntryPoint = "torch_parallel_for")]
    private static partial int Run(long begin, long end, long grain, delegate* unmanaged<long, long, void*, void> body, void* context);
}
