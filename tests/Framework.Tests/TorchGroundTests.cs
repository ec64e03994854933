using TorchSharp;

namespace Paragon.Framework.Tests;

public sealed class TorchGroundTests
{
    // A static field, so that TorchSharp is touched before any type of the framework could prepare it.
    private static readonly torch.Tensor _ones = torch.ones(3);

    [Fact]
    public void Torch_loads_without_help_from_the_framework() => Assert.Equal(3f, _ones.sum().item<float>());

    [Fact]
    public void Only_the_libraries_that_torch_needs_are_beside_the_tests() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(AppContext.BaseDirectory, "lib*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name!.StartsWith("libtorch_python", StringComparison.Ordinal) || name.Contains("_test", StringComparison.Ordinal));
}
