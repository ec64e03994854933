using System.Globalization;
using Paragon.Models;

namespace Paragon.Benchmarks.Kernels;

/// <summary>Memory that a loss with its gradient takes at most, each way: what `paragon cost` claims can be held against it.</summary>
internal static class PeakMemory
{
    /// <summary>Each way in a process of its own.</summary>
    public static void Table(string name, int tokens)
    {
        Console.WriteLine("| objective | tokens | way | MB that stay after the first run | MB at most beside them |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (string way in new[] { "fused", "analytic", "tensor" })
        {
            Child.Run(["peak", way, name, tokens.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    /// <summary>One way, in this process.</summary>
    public static void Report(string way, string name, int tokens)
    {
        TorchRuntime.Initialize("cpu", 1);
        using (Subject small = Subject.Of(name, 4096, parallel: false))
        {
            // What the runtime compiles is there from now on.
            small.Run(way);
        }

        using Subject subject = Subject.Of(name, tokens, parallel: false);
        GC.Collect();
        Machine.ReturnFreeMemory();
        double empty = Status("VmRSS");

        // The first run makes columns and links, and the kernels' memory, which stay; the second is measured.
        subject.Run(way);
        GC.Collect();
        Machine.ReturnFreeMemory();
        double before = Status("VmRSS");
        File.WriteAllText("/proc/self/clear_refs", "5");
        subject.Run(way);
        Console.WriteLine($"| {name} | {subject.Tokens} | {way} | {before - empty:F1} | {Status("VmHWM") - before:F1} |");
    }

    private static double Status(string field) =>
        double.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1e6 * 1024;
}
