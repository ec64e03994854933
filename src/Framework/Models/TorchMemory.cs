using System.Runtime.InteropServices;

namespace Paragon.Models;

/// <summary>
/// Keeps large tensors from being faulted in anew: fresh memory arrives at 2 GB/s, page by page, each time that the system
/// hands it out.
/// </summary>
/// <remarks>docs/performance.md has what each part does and where it does not reach.</remarks>
internal static partial class TorchMemory
{
    // <malloc.h> of glibc.
    private const int TrimThreshold = -1, MapThreshold = -3;

    private static readonly bool Prepared = Set();

    /// <summary>Sets the allocator, once in a process.</summary>
    internal static void Prepare() => _ = Prepared;

    private static bool Set()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out nint library))
        {
            return false;
        }

        // libtorch reads it at its first tensor, in native code, which does not see .NET's environment. A value of the user's stays.
        if (NativeLibrary.TryGetExport(library, "setenv", out _))
        {
            _ = SetEnvironment("THP_MEM_ALLOC_ENABLE", "1", 0);
        }

        // glibc alone has it. It answers 0 for a value that it does not know: then memory is only slower.
        return NativeLibrary.TryGetExport(library, "mallopt", out _) && SetOption(MapThreshold, int.MaxValue) + SetOption(TrimThreshold, int.MaxValue) == 2;
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
