using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>What a program does once before its first tensor: memory allocator, threads, device.</summary>
public static class TorchRuntime
{
    /// <summary>Sets the allocator and the number of threads, and chooses the device. Call it once, before the first tensor.</summary>
    /// <remarks>The allocator is set by the first <see cref="Transformer"/> or <see cref="TensorBatch"/> too; tensors made before do not profit wholly.</remarks>
    /// <param name="device"><c>auto</c> (CUDA where there is one, otherwise CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">Threads of one CPU operation; null for libtorch's choice, the number of cores.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ModelException">The name is none of these, or there is no such CUDA device; the message says what there is.</exception>
    public static Device Initialize(string device = "auto", int? threads = null)
    {
        TorchMemory.Prepare();
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
}
