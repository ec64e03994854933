using System.Diagnostics;
using System.Globalization;
using Paragon.Models;
using static TorchSharp.torch;

namespace Paragon.Comparison;

/// <summary>A process that runs one implementation with one setting of the allocator, and answers a line each. <c>eager.py</c> speaks the same.</summary>
internal static class Worker
{
    public static void Serve(string implementation, int threads)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (implementation == "eager")
        {
            // As a user's own program has it: nothing set.
            set_num_threads(threads);
        }
        else
        {
            TorchRuntime.Initialize("cpu", threads);
        }

        IImplementation? loaded = null;
        while (Console.ReadLine()?.Split(' ') is [{ } command, .. string[] rest])
        {
            Console.WriteLine(command switch
            {
                "load" => Load(rest[0]),
                "t" => Time(int.Parse(rest[0], CultureInfo.InvariantCulture)),
                "m" => $"{Memory():R}",
                _ => string.Join(' ', loaded!.Results().Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
            });
        }

        string Load(string text)
        {
            loaded?.Dispose();
            Case @case = Case.Parse(text);
            IReadOnlyDictionary<string, float[]> inputs = Inputs.Of(@case);
            loaded = implementation == "ours" ? Ours.Of(@case, inputs) : new Eager(@case, inputs);
            GC.Collect();
            return implementation;
        }

        string Time(int times)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long started = Stopwatch.GetTimestamp();
            for (int i = 0; i < times; i++)
            {
                loaded!.Run();
            }

            return $"{Stopwatch.GetElapsedTime(started).TotalSeconds / times:R} {(Environment.CpuUsage.TotalTime - used).TotalSeconds / times:R}";
        }

        double Memory()
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            double before = Status("VmRSS");
            loaded!.Run();
            return Status("VmHWM") - before;
        }
    }

    private static double Status(string key) =>
        1024 * double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
