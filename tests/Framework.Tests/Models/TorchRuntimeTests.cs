using System.Runtime.InteropServices;
using Paragon.Models;
using TorchSharp;

namespace Paragon.Framework.Tests.Models;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Auto_is_CUDA_exactly_where_it_is_available() =>
        Assert.Equal(torch.cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, TorchRuntime.Initialize("auto").type);

    [Fact]
    public void Making_a_batch_asks_for_large_pages_where_native_code_looks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The allocator is set on Linux.");
        using TensorBatch batch = new(new PackedBatchBuilder().Level("token", 1).Build());
        Assert.Equal("1", Marshal.PtrToStringUTF8(Environment("THP_MEM_ALLOC_ENABLE")));
    }

    [DllImport("libc.so.6", EntryPoint = "getenv")]
    private static extern nint Environment([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [Fact]
    public void A_CUDA_device_that_is_not_there_is_refused_with_what_to_do()
    {
        string name = torch.cuda.is_available() ? "cuda:1000" : "cuda";
        ModelException error = Assert.Throws<ModelException>(() => TorchRuntime.Initialize(name));
        Assert.Contains(torch.cuda.is_available() ? "CUDA device" : "-p:TorchBackend=cuda", error.Message);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("")]
    public void An_unknown_device_is_refused_with_the_known_ones(string name) =>
        Assert.Contains("expected 'auto', 'cpu', 'cuda' or 'cuda:N'", Assert.Throws<ModelException>(() => TorchRuntime.Initialize(name)).Message);

    [Fact]
    public void Threads_below_one_are_refused() =>
        Assert.Contains("threads is 0", Assert.Throws<ModelException>(() => TorchRuntime.Initialize("cpu", 0)).Message);
}
