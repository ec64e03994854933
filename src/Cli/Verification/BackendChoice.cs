using System.Diagnostics;
using static TorchSharp.torch;

namespace Paragon.Cli.Verification;

/// <summary>The backends to verify, by the name that the command line gives. Without a tensor backend libtorch is not loaded.</summary>
internal static class BackendChoice
{
    public const string All = "all";

    public static string[] Names { get; } = ["scalar", "graph", "tensor", "tensor32", "analytic", "analytic32", "fused", "fused32", All];

    public static IBackend[] Backends(string name) => name switch
    {
        "scalar" => [new ScalarBackend()],
        "graph" => [new GraphBackend()],
        "tensor" => [new TensorBackend()],
        "tensor32" => [new TensorBackend(ScalarType.Float32)],
        "analytic" => [new AnalyticBackend()],
        "analytic32" => [new AnalyticBackend(ScalarType.Float32)],
        "fused" => [new FusedBackend()],
        "fused32" => [new FusedBackend(single: true)],
        All => [.. Names[..^1].SelectMany(Backends)],
        _ => throw new UnreachableException($"The parser let the backend '{name}' through."),
    };
}
