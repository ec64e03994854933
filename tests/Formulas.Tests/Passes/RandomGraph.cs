using CsCheck;

namespace Paragon.Formulas.Tests.Passes;

/// <summary>Random graphs over tokens and completions, and batches to compute them on. Values stay moderate, so that rounding does.</summary>
internal static class RandomGraph
{
    private static readonly Domain[] _levels = [SmallBatch.Token, SmallBatch.Completion];

    /// <summary>A batch for <see cref="Of"/>: columns x and y of tokens and completions.</summary>
    public static Gen<SmallBatch> Batch { get; } =
        Gen.Double[-2, 2].Array[6].Array[4].Select(values => new SmallBatch
        {
            Columns = new()
            {
                [("token", "x")] = values[0], [("token", "y")] = values[1],
                [("completion", "x")] = values[2][..3], [("completion", "y")] = values[3][..3],
            },
        });

    /// <summary>A graph of the whole batch, made from random numbers.</summary>
    public static Node Of(GraphBuilder b, Random random) => b.Reduce(Reduction.Sum, new RootLink(SmallBatch.Token), Value(b, random, SmallBatch.Token, 5));

    private static Node Value(GraphBuilder b, Random random, Domain level, int depth)
    {
        if (depth == 0)
        {
            return Leaf(b, random, level);
        }

        Node Next(Domain at) => Value(b, random, at, depth - 1);
        return random.Next(12) switch
        {
            0 => b.Add(Next(level), Next(level)),
            1 => b.Subtract(Next(level), Next(level)),
            2 or 3 => b.Multiply(Next(level), Leaf(b, random, level)),
            4 => b.Negate(Next(level)),
            5 => b.Divide(Next(level), b.Add(b.Number(1.5), b.Square(Leaf(b, random, level)))),
            6 => b.Select(b.Less(Leaf(b, random, level), Leaf(b, random, level)), Next(level), random.Next(2) == 0 ? b.Number(0) : Next(level)),
            7 => b.Select(b.Less(Leaf(b, random, level), Leaf(b, random, level)), b.Number(0), Next(level)),
            8 => b.Apply(Exponentials.Sigmoid, Next(level)),
            9 when level == SmallBatch.Token => b.Gather(SmallBatch.CompletionOfToken, Next(SmallBatch.Completion)),
            9 => b.Divide(b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, Next(SmallBatch.Token)), b.CountOf(SmallBatch.CompletionOfToken)),
            10 when random.Next(2) == 0 => b.Apply(Comparisons.Min, Next(level), random.Next(3) == 0 ? b.Number(double.PositiveInfinity) : Next(level)),
            10 => b.Apply(Comparisons.Max, random.Next(3) == 0 ? b.Number(double.NegativeInfinity) : Next(level), Next(level)),
            _ => Leaf(b, random, level),
        };
    }

    private static Node Leaf(GraphBuilder b, Random random, Domain level) => random.Next(6) switch
    {
        0 => b.Number(random.Next(-2, 3)),
        1 => b.Option("Beta"),
        2 => b.Gather(new RootLink(level), b.CountOf(new RootLink(_levels[random.Next(2)]))),
        _ => b.Column(level, random.Next(2) == 0 ? "x" : "y", differentiable: true),
    };
}
