using System.Diagnostics;

namespace Paragon.Benchmarks.Kernels;

/// <summary>One objective at one size, each way in turn.</summary>
internal static class Comparison
{
    private const double Seconds = 1.5, WarmSeconds = 0.4;

    /// <summary>A row of the table.</summary>
    /// <exception cref="InvalidOperationException">The ways disagree about the loss.</exception>
    public static string Row(string name, int size, int threads)
    {
        Subject subject;
        try
        {
            subject = Subject.Of(name, size, threads > 1);
        }
        catch (Exception error) when (error is InvalidOperationException or BatchException)
        {
            return $"| {name} | {size} | {error.Message.Split('\n')[0]} |";
        }

        using Subject owned = subject;
        long started = Stopwatch.GetTimestamp();
        double fused = subject.Fused();
        double first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double eager = subject.Eager(), analytic = subject.Analytic();
        if (!(Math.Abs(fused - eager) <= 1e-3 * (1 + Math.Abs(eager)) && Math.Abs(analytic - eager) <= 1e-3 * (1 + Math.Abs(eager))))
        {
            throw new InvalidOperationException($"{name} at {size} tokens: the kernels give {fused}, the tensors {eager}, with the symbolic derivative {analytic}.");
        }

        // The runtime compiles what is called often once more, after a tenth of a second.
        for (long warming = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warming).TotalSeconds < WarmSeconds;)
        {
            subject.Fused();
            subject.Eager();
            subject.Analytic();
        }

        bool processor = threads == 1;
        List<(double Eager, double Analytic, double Fused)> times = [];
        long begun = Stopwatch.GetTimestamp();
        while (times.Count < 5 || (times.Count < 101 && Stopwatch.GetElapsedTime(begun).TotalSeconds < Seconds))
        {
            times.Add((Time(subject.Eager, 1, processor), Time(subject.Analytic, 1, processor), Time(subject.Fused, Math.Clamp(65536 / subject.Tokens, 2, 100), processor)));
        }

        double[] ratios = [.. times.Select(time => time.Eager / time.Fused).Order()];
        double Median(Func<(double Eager, double Analytic, double Fused), double> of) => times.Select(of).Order().ElementAt(times.Count / 2);
        double mine = Median(time => time.Fused);
        return $"| {name} | {subject.Tokens} | {Median(time => time.Eager):F0} | {Median(time => time.Analytic):F0} | {mine:F1} | {ratios[ratios.Length / 2]:F1} | {ratios[ratios.Length / 4]:F1}–{ratios[3 * ratios.Length / 4]:F1} | {1000 * mine / subject.Tokens:F2} | {subject.Bytes / mine / 1000:F1} | {first:F1} |";
    }

    private static double Time(Func<double> run, int times, bool processor)
    {
        // The first run finds in the caches what another way left there; as often as not it is none of ours.
        run();
        double began = Now();
        for (int i = 0; i < times; i++)
        {
            run();
        }

        return (Now() - began) / times;

        double Now() => processor ? Machine.ThreadMicroseconds() : Stopwatch.GetElapsedTime(0).TotalMicroseconds;
    }
}
