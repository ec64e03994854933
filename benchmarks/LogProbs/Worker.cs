using System.Diagnostics;
using System.Globalization;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.LogProbs;

/// <summary>A process with one setting of the allocator, which runs a form for each line that it is sent and answers with a number.</summary>
internal static class Worker
{
    internal static void Serve(Shape shape, bool tuned, int threads)
    {
        if (tuned)
        {
            TorchRuntime.Initialize("cpu", threads);
        }
        else
        {
            set_num_threads(threads);
        }

        Problem problem = new(shape);
        while (Console.ReadLine() is [char command, ..] line)
        {
            string form = line[2..];
            Console.WriteLine(command switch
            {
                't' => Time(form, problem),
                'm' => $"{Memory(form, problem):R}",
                _ => $"{Difference(form, problem):R}",
            });
        }
    }

    /// <summary>Seconds by the clock and of the processor: on a busy machine only the second can be compared.</summary>
    private static string Time(string form, Problem problem)
    {
        using DisposeScope scope = NewDisposeScope();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Stopwatch watch = Stopwatch.StartNew();
        _ = Forms.Run(form, problem);
        return $"{watch.Elapsed.TotalSeconds:R} {(Environment.CpuUsage.TotalTime - before).TotalSeconds:R}";
    }

    /// <summary>Bytes by which the process grew beyond what it held before, the gradients taken off: the form must be the first.</summary>
    private static double Memory(string form, Problem problem)
    {
        // What libtorch and the runtime allocate once is not the form's: a tiny problem is run first.
        using (NewDisposeScope())
        {
            _ = Forms.Run(form, new Problem(new Shape(64, 512, 64)));
        }

        double before = Status("VmRSS");
        using DisposeScope scope = NewDisposeScope();
        _ = Forms.Run(form, problem);
        return Status("VmHWM") - before - (4.0 * ((problem.Hidden.numel() + problem.Weight.numel())));
    }

    /// <summary>The largest difference of a gradient or log-probability from PyTorch's own, by the largest entry.</summary>
    private static double Difference(string form, Problem problem)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor LogProbabilities, Tensor OfHidden, Tensor OfWeight) expected = Forms.Run(Forms.LogSoftmax, problem), actual = Forms.Run(form, problem);
        return new[] { Of(expected.LogProbabilities, actual.LogProbabilities), Of(expected.OfHidden, actual.OfHidden), Of(expected.OfWeight, actual.OfWeight) }.Max();

        static double Of(Tensor expected, Tensor actual) => ((expected - actual).abs().max() / expected.abs().max()).item<float>();
    }

    private static double Status(string key) =>
        1024 * double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
