using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Paragon.Benchmarks.Kernels;
using Paragon.Models;

// Ours fused against our own tensor code, in one process, runs interleaved: the median of the ratios, and their spread.
//   dotnet run -c Release --project benchmarks/Kernels                 GRPO, PPO and DPO at four sizes
//   dotnet run -c Release --project benchmarks/Kernels -- all 4096     every objective with a loss, at one size
// With ONE_THREAD=1 in the environment both run on one thread and processor time is counted: for a machine that others use.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool alone = Environment.GetEnvironmentVariable("ONE_THREAD") != "1";
TorchRuntime.Initialize("cpu", alone ? null : 1);
string[] names = args is ["all", ..] ? Subject.Names : args is [_, ..] ? args[0].Split(',') : ["grpo", "ppo", "dpo"];
int[] sizes = args is [_, _, ..] ? [.. args[1].Split(',').Select(int.Parse)] : [256, 4096, 65536, 524288];
Console.WriteLine($"{(Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "narrower vectors")}, {(alone ? $"{Environment.ProcessorCount} processors" : "one thread, processor time")}, float32");
Console.WriteLine("| objective | tokens | tensors, µs | fused, µs | ratio | spread | ns/token | first, ms |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (string name in names)
{
    foreach (int size in sizes)
    {
        Row(name, size, alone);
    }
}

static void Row(string name, int size, bool alone)
{
    Subject subject;
    try
    {
        subject = Subject.Of(name, size, alone);
    }
    catch (Exception error) when (error is InvalidOperationException or Paragon.BatchException)
    {
        Console.WriteLine($"| {name} | {size} | {error.Message.Split('\n')[0]} |");
        return;
    }

    using Subject owned = subject;
    long started = Stopwatch.GetTimestamp();
    double fused = subject.Fused();
    double first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    double eager = subject.Eager();
    if (!(Math.Abs(fused - eager) <= 1e-3 * (1 + Math.Abs(eager))))
    {
        throw new InvalidOperationException($"{name} at {size} tokens: the kernels give {fused}, the tensors {eager}.");
    }

    for (int i = 0; i < 5; i++)
    {
        subject.Fused();
        subject.Eager();
    }

    List<(double Eager, double Fused)> times = [];
    long begun = Stopwatch.GetTimestamp();
    while (times.Count < 5 || (times.Count < 101 && Stopwatch.GetElapsedTime(begun).TotalSeconds < 1.5))
    {
        times.Add((Time(subject.Eager, alone ? 1 : Runs(subject.Tokens, 8192), alone), Time(subject.Fused, Runs(subject.Tokens, alone ? 16384 : 1 << 18), alone)));
    }

    double[] ratios = [.. times.Select(time => time.Eager / time.Fused).Order()];
    double Median(Func<(double Eager, double Fused), double> of) => times.Select(of).Order().ElementAt(times.Count / 2);
    double mine = Median(time => time.Fused);
    Console.WriteLine($"| {name} | {subject.Tokens} | {Median(time => time.Eager):F0} | {mine:F1} | {ratios[ratios.Length / 2]:F1} | {ratios[ratios.Length / 4]:F1}–{ratios[3 * ratios.Length / 4]:F1} | {1000 * mine / subject.Tokens:F2} | {first:F1} |");
}

static int Runs(int tokens, int most) => Math.Clamp(most / tokens, 1, 100);

static double Time(Func<double> run, int times, bool wall)
{
    long started = Stopwatch.GetTimestamp();
    TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime;
    for (int i = 0; i < times; i++)
    {
        run();
    }

    return (wall ? Stopwatch.GetElapsedTime(started) : Process.GetCurrentProcess().TotalProcessorTime - used).TotalMicroseconds / times;
}
