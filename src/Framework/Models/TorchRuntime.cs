using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>What a program does once before its first tensor: memory allocator, threads, device.</summary>
public static partial class TorchRuntime
{
    // <malloc.h> of glibc.
    private const int TrimThreshold = -1, MapThreshold = -3;

    /// <summary>Sets the allocator and the number of threads, and chooses the device. Call it once, before the first tensor.</summary>
    /// <param name="device"><c>auto</c> (CUDA where there is one, otherwise CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">Threads of one CPU operation; null for libtorch's choice, the number of cores.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ModelException">The name is none of these, or there is no such CUDA device; the message says what there is.</exception>
    public static Device Initialize(string device = "auto", int? threads = null)
    {
        KeepLargeBlocks();
        if (threads is { } count)
        {
            if (count < 1)
            {
                throw new ModelException($"The number of threads is {count}; expected at least 1.");
            }

            set_num_threads(count);
        }

        return ChooseDevice(device);
    }

    /// <summary>A device by its name.</summary>
    /// <param name="name"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="ModelException">The name is none of these, or there is no such CUDA device.</exception>
    public static Device ChooseDevice(string name)
    {
        switch (name)
        {
            case "cpu":
                return CPU;
            case "auto":
                return cuda.is_available() ? CUDA : CPU;
        }

        int index = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out index) && index >= 0))
        {
            throw new ModelException($"Device '{name}' is unknown; expected 'auto', 'cpu', 'cuda' or 'cuda:N'.");
        }

        if (!cuda.is_available())
        {
            throw new ModelException($"Device '{name}' was asked for, but this program sees no CUDA: either there is no such device and driver, or it was built with the CPU back end. Build with -p:TorchBackend=cuda on a machine with an NVIDIA driver, or use 'auto' or 'cpu'.");
        }

        int devices = cuda.device_count();
        return index < devices
            ? device(DeviceType.CUDA, index)
            : throw new ModelException($"Device '{name}' was asked for, but there {(devices == 1 ? "is 1 CUDA device: 'cuda:0'" : $"are {devices} CUDA devices: 'cuda:0' to 'cuda:{devices - 1}'")}.");
    }

    /// <summary>
    /// glibc returns every block above 32 MB to the system, which then fills it with zeros again at 2 GB/s. Kept, a large
    /// tensor costs a fifth; the price is that the process does not shrink.
    /// </summary>
    private static void KeepLargeBlocks()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            // It answers 0 for a value it does not know: then memory is only slower.
            _ = SetAllocatorOption(MapThreshold, int.MaxValue);
            _ = SetAllocatorOption(TrimThreshold, int.MaxValue);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetAllocatorOption(int option, int value);
}
