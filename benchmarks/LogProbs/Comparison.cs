using System.Globalization;

namespace Paragon.LogProbs;

/// <summary>All forms at one shape.</summary>
internal static class Comparison
{
    private static readonly (string Name, string Form, bool Tuned)[] Rows =
    [
        ("matrix products alone", Forms.Products, true),
        ("the same in Paragon's chunks", Forms.ChunkedLikeOurs, true),
        ("Paragon, one sweep", Forms.Ours, true),
        ("of it, what is between the products", Forms.Between, true),
        ("Paragon, recomputed", Forms.Recomputed, true),
        ("TRL: logits, logsumexp; as it comes", Forms.LogSumExp, false),
        ("TRL: the same, allocator set", Forms.LogSumExp, true),
        ("log_softmax and gather; as it comes", Forms.LogSoftmax, false),
        ("log_softmax and gather; allocator set", Forms.LogSoftmax, true),
        ("chunks of 256 with checkpoint; allocator set", Forms.Checkpoint, true),
    ];

    /// <summary>What a chunk's size costs: Paragon's sweep, and the products alone in such chunks.</summary>
    internal static void PrintSizes(Shape shape, int rounds, int threads)
    {
        int[] sizes = [64, 128, 192, 256, 384, 512, 1024];
        string[] forms = [Forms.Products, .. sizes.Select(rows => $"{Forms.Products}:{rows}"), .. sizes.Select(rows => $"{Forms.Ours}:{rows}")];
        using Client tuned = new(shape, true, threads);
        List<(double Clock, double Processor)>[] times = [.. forms.Select(_ => new List<(double, double)>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int form = 0; form < forms.Length; form++)
            {
                (double, double) time = tuned.Time(forms[form]);
                if (round >= 0)
                {
                    times[form].Add(time);
                }
            }
        }

        Console.WriteLine($"\n{shape.Tokens} tokens, {shape.Vocabulary} entries, hidden {shape.Hidden}; {rounds} rounds, {threads} threads; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        Console.WriteLine("| rows of a chunk | products in chunks | Paragon |\n| --- | --- | --- |");
        for (int size = 0; size < sizes.Length; size++)
        {
            Console.WriteLine($"| {sizes[size],15} | {Spread(times[size + 1].Select(Processor), times[0].Select(Processor)),18} | {Spread(times[size + 1 + sizes.Length].Select(Processor), times[0].Select(Processor)),18} |");
        }
    }

    internal static void Print(Shape shape, int rounds, int threads)
    {
        Console.WriteLine($"\n{shape.Tokens} tokens, {shape.Vocabulary} entries, hidden {shape.Hidden}; {rounds} rounds, {threads} threads; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        List<(double Clock, double Processor)>[] times = Measure(shape, rounds, threads);
        Console.WriteLine($"| {"form",-45} | {"ms",6} | {"cpu ms",6} | {"by the products",18} | {"by their cpu time",18} | {"by Paragon's",18} | {"MB beside",9} | {"difference",10} |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int row = 0; row < Rows.Length; row++)
        {
            (string name, string form, bool tuned) = Rows[row];
            using Client fresh = new(shape, tuned, threads);
            string memory = form == Forms.Between ? "" : (fresh.Memory(form) / 1e6).ToString("0", CultureInfo.InvariantCulture);
            string difference = form is Forms.Products or Forms.ChunkedLikeOurs or Forms.Between ? "" : fresh.Difference(form).ToString("0.0e0", CultureInfo.InvariantCulture);
            Console.WriteLine($"| {name,-45} | {1000 * Median(times[row].Select(Clock)),6:0} | {1000 * Median(times[row].Select(Processor)),6:0} | {Ratio(row, 0, Clock),18} | {Ratio(row, 0, Processor),18} | {Ratio(row, Array.FindIndex(Rows, one => one.Form == Forms.Ours), Processor),18} | {memory,9} | {difference,10} |");
        }

        Console.WriteLine($"matrix products: {shape.Operations / Median(times[0].Select(Clock)) / 1e9:0} GFLOP/s; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");

        string Ratio(int row, int by, Func<(double Clock, double Processor), double> time) => Spread(times[row].Select(time), times[by].Select(time));
    }

    private static List<(double Clock, double Processor)>[] Measure(Shape shape, int rounds, int threads)
    {
        using Client plain = new(shape, false, threads), tuned = new(shape, true, threads);
        List<(double Clock, double Processor)>[] times = [.. Rows.Select(_ => new List<(double, double)>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int row = 0; row < Rows.Length; row++)
            {
                (double, double) time = (Rows[row].Tuned ? tuned : plain).Time(Rows[row].Form);
                if (round >= 0)
                {
                    times[row].Add(time);
                }
            }
        }

        return times;
    }

    /// <summary>The median of the rounds' ratios, and the range of their middle half: neighbours in time share the machine's load.</summary>
    private static string Spread(IEnumerable<double> times, IEnumerable<double> by)
    {
        double[] ratios = [.. times.Zip(by, (time, other) => time / other).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{Median(ratios):0.00} ({ratios[ratios.Length / 4]:0.00}-{ratios[^((ratios.Length / 4) + 1)]:0.00})");
    }

    private static double Clock((double Clock, double Processor) time) => time.Clock;

    private static double Processor((double Clock, double Processor) time) => time.Processor;

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
