using System.Globalization;
using System.Runtime.Intrinsics;
using Paragon.Benchmarks.Kernels;
using Paragon.Models;

// Ours fused against our own tensor code and the analytic gradient in tensor operations, in one process, runs interleaved: medians, the
// median of the ratios, and the range of their middle half.
//   dotnet run -c Release --project benchmarks/Kernels                          GRPO, PPO and DPO at four sizes
//   dotnet run -c Release --project benchmarks/Kernels -- all 4096              every objective with a loss, at one size
//   dotnet run -c Release --project benchmarks/Kernels -- grpo,ppo 256,65536 --threads 2
//   dotnet run -c Release --project benchmarks/Kernels -- first grpo            from the process's start to the first loss, each way
//   dotnet run -c Release --project benchmarks/Kernels -- peak grpo 4194304     memory that a loss with its gradient takes at most, each way
// --threads 1 (the default) counts the thread's processor time, which other work on the machine changes less; more count the clock's.
// With AVX-512 each table is printed a second time by a child process that has it switched off.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
List<string> given = [.. args];
int threads = Take("--threads") is { } count ? int.Parse(count) : 1;
switch (given)
{
    case ["first", var name]:
        FirstCall.Table(name);
        return;
    case ["first", var way, var name]:
        FirstCall.Report(way, name);
        return;
    case ["peak", var name, var tokens]:
        PeakMemory.Table(name, int.Parse(tokens));
        return;
    case ["peak", var way, var name, var tokens]:
        PeakMemory.Report(way, name, int.Parse(tokens));
        return;
}

TorchRuntime.Initialize("cpu", threads);
string[] names = given is ["all", ..] ? Subject.Names : given is [_, ..] ? given[0].Split(',') : ["grpo", "ppo", "dpo"];
int[] sizes = given is [_, _, ..] ? [.. given[1].Split(',').Select(int.Parse)] : [256, 4096, 65536, 524288];
Console.WriteLine($"{(Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "narrower vectors")}, float32, {(threads == 1 ? "one thread, its processor time" : $"{threads} threads, the clock's time")}; copying {Machine.CopyBandwidth():F1} GB/s on one thread");
Console.WriteLine("| objective | tokens | tensors, µs | analytic, µs | fused, µs | tensors / fused | middle half | ns/token | GB/s | first, ms |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
foreach (string name in names)
{
    foreach (int size in sizes)
    {
        Console.WriteLine(Comparison.Row(name, size, threads));
    }
}

if (Vector512.IsHardwareAccelerated)
{
    Console.WriteLine();
    Child.Run(args, ("DOTNET_EnableAVX512", "0"));
}

string? Take(string option)
{
    int at = given.IndexOf(option);
    if (at < 0)
    {
        return null;
    }

    string value = given[at + 1];
    given.RemoveRange(at, 2);
    return value;
}
