using Paragon.Models;
using TorchSharp;

namespace Paragon.Framework.Tests.Models;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Auto_is_CUDA_exactly_where_it_is_available() =>
        Assert.Equal(torch.cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, TorchRuntime.Initialize("auto").type);

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
