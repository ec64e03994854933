using System.Globalization;

namespace Paragon.LogProbs;

/// <summary>All forms at one shape.</summary>
internal static class Comparison
{
    private static readonly (string Name, string Form, bool Tuned)[] Rows =
    [
        ("matrix products alone", Forms.Products, true),
        ("Paragon, one sweep", Forms.Ours, true),
        ("Paragon, recomputed", Forms.Recomputed, true),
        ("TRL: logits, logsumexp; as it comes", Forms.LogSumExp, false),
        ("TRL: the same, allocator set", Forms.LogSumExp, true),
        ("log_softmax and gather; as it comes", Forms.LogSoftmax, false),
        ("log_softmax and gather; allocator set", Forms.LogSoftmax, true),
        ("chunks of 256 with checkpoint; allocator set", Forms.Checkpoint, true),
    ];

    internal static void Print(Shape shape, int rounds, int threads)
    {
        Console.WriteLine($"\n{shape.Tokens} tokens, {shape.Vocabulary} entries, hidden {shape.Hidden}; {rounds} rounds, {threads} threads; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        List<double>[] times = Measure(shape, rounds, threads);
        Console.WriteLine($"| {"form",-45} | {"ms",6} | {"by the products",22} | {"by Paragon",20} | {"MB beside",9} | {"difference",10} |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        for (int row = 0; row < Rows.Length; row++)
        {
            (string name, string form, bool tuned) = Rows[row];
            using Client fresh = new(shape, tuned, threads);
            double memory = fresh.Memory(form);
            string difference = form == Forms.Products ? "" : fresh.Difference(form).ToString("0.0e0", CultureInfo.InvariantCulture);
            Console.WriteLine($"| {name,-45} | {1000 * Median(times[row]),6:0} | {Ratio(times[row], times[0]),22} | {Ratio(times[row], times[1]),20} | {memory / 1e6,9:0} | {difference,10} |");
        }

        Console.WriteLine($"matrix products: {shape.Operations / Median(times[0]) / 1e9:0} GFLOP/s; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }

    private static List<double>[] Measure(Shape shape, int rounds, int threads)
    {
        using Client plain = new(shape, false, threads), tuned = new(shape, true, threads);
        List<double>[] times = [.. Rows.Select(_ => new List<double>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int row = 0; row < Rows.Length; row++)
            {
                double time = (Rows[row].Tuned ? tuned : plain).Time(Rows[row].Form);
                if (round >= 0)
                {
                    times[row].Add(time);
                }
            }
        }

        return times;
    }

    /// <summary>The median of the rounds' ratios, and the range of their middle half: neighbours in time share the machine's load.</summary>
    private static string Ratio(List<double> times, List<double> by)
    {
        double[] ratios = [.. times.Zip(by, (time, other) => time / other).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{Median(ratios):0.00} ({ratios[ratios.Length / 4]:0.00}-{ratios[^((ratios.Length / 4) + 1)]:0.00})");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
