using System.Diagnostics;
using Paragon.Models;

namespace Paragon.Benchmarks.Kernels;

/// <summary>From the start of a process to its first loss: loading, compiling at run time, and one batch of 4096 tokens.</summary>
internal static class FirstCall
{
    /// <summary>Each way three times, in processes of its own.</summary>
    public static void Table(string name)
    {
        Console.WriteLine("| objective | way | from the process's start to the first loss, ms | of which the loss, ms |");
        Console.WriteLine("|---|---|---|---|");
        for (int i = 0; i < 3; i++)
        {
            foreach (string way in new[] { "fused", "analytic", "tensor" })
            {
                Child.Run(["first", way, name]);
            }
        }
    }

    /// <summary>One way, in this process.</summary>
    public static void Report(string way, string name)
    {
        TorchRuntime.Initialize("cpu", 1);
        using Subject subject = Subject.Of(name, 4096, parallel: false, way == "fused" ? new FusedBackend() : new TensorBackend());
        long began = Stopwatch.GetTimestamp();
        subject.Run(way);
        double loss = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Console.WriteLine($"| {name} | {way} | {(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds:F0} | {loss:F0} |");
    }
}
