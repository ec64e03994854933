using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Paragon.Models;

namespace Paragon.Comparison;

/// <summary>Kernels and stages one by one, under BenchmarkDotNet: losses with gradient and metrics, advantages, log-probabilities.</summary>
[MemoryDiagnoser]
public class Stages
{
    private IImplementation? _ours, _eager;

    /// <summary>What is computed, and its size.</summary>
    [Params("dpo:128x512", "kto:128x512", "grpo:128x512", "ppo:128x512", "gspo:128x512", "gae:128x512", "group:128x512", "tree:128x512", "logprobs:256x8192x512")]
    public string Case { get; set; } = "";

    /// <summary>Runs all of them, in this process: the native library is loaded once.</summary>
    public static void Measure() => BenchmarkRunner.Run<Stages>(DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(30)));

    [GlobalSetup]
    public void Load()
    {
        TorchRuntime.Initialize("cpu");
        Comparison.Case @case = Comparison.Case.Parse(Case);
        IReadOnlyDictionary<string, float[]> inputs = Inputs.Of(@case);
        (_ours, _eager) = (Ours.Of(@case, inputs), new Eager(@case, inputs));
    }

    [GlobalCleanup]
    public void Unload()
    {
        _ours?.Dispose();
        _eager?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Paragon() => _ours!.Run();

    [Benchmark]
    public void EagerTorchSharp() => _eager!.Run();
}
