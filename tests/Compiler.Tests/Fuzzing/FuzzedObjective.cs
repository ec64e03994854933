using System.Globalization;
using System.Text;

namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>A random objective: options, methods, and a few formulas of random levels.</summary>
internal static class FuzzedObjective
{
    private static readonly string[] _levels = ["Token", "Token", "Completion", "Completion", "Group", "Segment", "Pair", "Batch", "Batch", "TreeNode"];

    /// <summary>Name of the record that a seed gives.</summary>
    public static string Name(int seed) => $"Fuzzed{seed}";

    /// <summary>The source that a seed gives.</summary>
    public static string Source(int seed)
    {
        Random random = new(seed);
        RandomText text = new(random);
        StringBuilder source = new($$"""
            namespace Fuzzed;

            /// <summary>Random (Nobody 2024).</summary>
            [Objective("fuzzed-{{seed}}")]
            public sealed partial record {{Name(seed)}}
            {
                public double Alpha { get; init; } = {{Number(random, -1.5, 0.3, 2)}};
                public double Beta { get; init; } = {{Number(random, 0, 0.1, 1)}};
                public double Clip { get; init; } = {{Number(random, 0.2, 0.5)}};
                public double Rate { get; init; } = {{Number(random, 0, 0.5, 0.9, 1)}};
                public int Count { get; init; } = {{random.Next(4)}};
                public bool IsOn { get; init; } = {{(random.Next(2) == 0 ? "true" : "false")}};
                public Kind Kind { get; init; } = Kind.{{(random.Next(2) == 0 ? "First" : "Second")}};


            """);
        int depth = Pick(random, 1, 2, 2, 2, 3, 3, 3, 4);
        for (int helper = random.Next(3); helper > 0; helper--)
        {
            source.Append(text.Helper($"Helper{helper}", Pick(random, "Token", "Completion", "Segment"), Math.Min(depth, 3))).Append('\n');
        }

        if (random.Next(3) == 0)
        {
            Formula("Reward", "Given", Pick(random, "Completion", "Token"));
        }

        if (random.Next(2) == 0)
        {
            Formula("Advantage", "Credit", Pick(random, "Completion", "Token"));
        }

        for (int loss = random.Next(1, 3); loss > 0; loss--)
        {
            Formula("Loss", $"Loss{loss}", Pick(random, _levels));
        }

        for (int metric = random.Next(3); metric > 0; metric--)
        {
            Formula("Metric", $"Logged{metric}", Pick(random, _levels));
        }

        return source.Append("}\n").ToString();

        void Formula(string stage, string name, string level)
        {
            string element = text.Name();
            source.Append($"    [{stage}]\n    private Real {name}({level} {element})").Append(' ').Append(text.Body(element, level, depth)).Append("\n\n");
        }
    }

    private static string Number(Random random, params double[] values) => Pick(random, values).ToString("0.0###", CultureInfo.InvariantCulture);

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
