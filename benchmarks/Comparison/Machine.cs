using System.Diagnostics;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Comparison;

/// <summary>What the machine can do at the time: the bounds that ratios are to be read beside.</summary>
internal static class Machine
{
    private const int Numbers = 1 << 24, Side = 1024, Tries = 5;

    public static void Print(int threads)
    {
        set_num_threads(threads);
        using DisposeScope scope = NewDisposeScope();
        Tensor from = ones(Numbers), to = zeros(Numbers), left = rand(Side, Side), right = rand(Side, Side), product = zeros(Side, Side);
        double copy = Enumerable.Range(0, Tries).Min(_ => Seconds(() => to.copy_(from))), multiply = Enumerable.Range(0, Tries).Min(_ => Seconds(() => product.addmm_(left, right, 0, 1)));
        Console.WriteLine($"{Environment.ProcessorCount} processors, {threads} threads, {(Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "narrower vectors")}; copy {2.0 * sizeof(float) * Numbers / copy / 1e9:0.0} GB/s (64 MB, read and written), products {2.0 * Side * Side * Side / multiply / 1e9:0} GFLOP/s (float32, {Side}); load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown")}");
    }

    private static double Seconds(Action run)
    {
        long started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
