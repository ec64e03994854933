using CsCheck;
using Paragon.Tests.Shared;

namespace Paragon.Formulas.Tests.Passes;

public sealed class SimplificationTests
{
    private static readonly Domain _token = SmallBatch.Token;

    [Fact]
    public void A_simplified_graph_has_the_same_values()
    {
        Gen.Select(RandomGraph.Batch, Gen.Int[0, int.MaxValue]).Check(
            (batch, seed) =>
            {
                GraphBuilder b = new();
                Node graph = RandomGraph.Of(b, new Random(seed));
                AssertSame(batch, graph, Simplification.Of(b, graph));
            },
            iter: 3000);
    }

    [Fact]
    public void A_simplified_derivative_has_the_same_values()
    {
        Gen.Select(RandomGraph.Batch, Gen.Int[0, int.MaxValue]).Check(
            (batch, seed) =>
            {
                GraphBuilder b = new();
                foreach ((_, Node derivative) in Differentiation.Gradient(b, RandomGraph.Of(b, new Random(seed))))
                {
                    AssertSame(batch, derivative, Simplification.Of(b, Simplification.Of(b, derivative)));
                }
            },
            iter: 1000);
    }

    [Fact]
    public void Signs_and_numbers_come_to_the_front()
    {
        GraphBuilder b = new();
        Node x = b.Column(_token, "x"), y = b.Column(_token, "y");

        Assert.Equal("-6 * x[t] * y[t]", Print(b, b.Multiply(b.Multiply(b.Number(2), b.Negate(x)), b.Multiply(b.Number(3), y))));
        Assert.Equal("x[t] * y[t]", Print(b, b.Multiply(b.Negate(x), b.Negate(y))));
    }

    [Fact]
    public void Nested_fractions_become_one()
    {
        GraphBuilder b = new();
        Node x = b.Column(_token, "x"), y = b.Column(_token, "y");

        Assert.Equal("x[t] * y[t] / (Alpha * Beta)", Print(b, b.Multiply(b.Divide(x, b.Option("Alpha")), b.Divide(y, b.Option("Beta")))));
        Assert.Equal("x[t] / #{u}", Print(b, b.Multiply(b.Gather(new RootLink(_token), b.Divide(b.Number(1), b.CountOf(new RootLink(_token)))), x)));
    }

    [Fact]
    public void What_all_terms_share_is_taken_out()
    {
        GraphBuilder b = new();
        Node x = b.Column(_token, "x"), y = b.Column(_token, "y"), beta = b.Option("Beta");

        Assert.Equal("Beta * (x[t] - y[t])", Print(b, b.Subtract(b.Multiply(beta, x), b.Multiply(y, beta))));
        Assert.Equal("-Beta * (x[t] + y[t])", Print(b, b.Subtract(b.Multiply(b.Negate(beta), x), b.Multiply(y, beta))));
    }

    [Fact]
    public void What_is_the_same_for_all_comes_out_of_a_sum()
    {
        GraphBuilder b = new();
        Node reward = b.Gather(SmallBatch.CompletionOfToken, b.Column(SmallBatch.Completion, "reward"));
        Node sum = b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, b.Multiply(b.Option("Beta"), b.Multiply(reward, b.Column(_token, "x"))));

        Assert.Equal("Beta * reward[y] * Σ{t ∈ y} x[t]", Print(b, sum));
    }

    [Fact]
    public void A_limit_at_infinity_is_none()
    {
        GraphBuilder b = new();
        Node x = b.Column(_token, "x");

        Assert.Same(x, Simplification.Of(b, b.Apply(Comparisons.Min, x, b.Number(double.PositiveInfinity))));
        Assert.Same(x, Simplification.Of(b, b.Apply(Comparisons.Max, b.Number(double.NegativeInfinity), x)));
    }

    [Fact]
    public void A_choice_inside_the_same_choice_is_made()
    {
        GraphBuilder b = new();
        Node x = b.Column(_token, "x"), y = b.Column(_token, "y"), condition = b.Less(x, y);

        Assert.Same(b.Select(condition, x, b.Number(2)), Simplification.Of(b, b.Select(condition, b.Select(condition, x, y), b.Select(condition, y, b.Number(2)))));
    }

    private static string Print(GraphBuilder b, Node graph) => GraphPrinter.Print(Simplification.Of(b, graph)).ToString();

    private static void AssertSame(SmallBatch batch, Node graph, Node simpler)
    {
        Evaluator evaluator = new(batch, _ => 0.7);
        double[] expected = evaluator.Evaluate(graph), actual = evaluator.Evaluate(simpler);
        double size = 1 + Traversal.Sorted(graph).Max(node => evaluator.Evaluate(node).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int row = 0; row < Math.Max(expected.Length, actual.Length); row++)
        {
            double left = expected[expected.Length == 1 ? 0 : row], right = actual[actual.Length == 1 ? 0 : row];
            Assert.True(Math.Abs(left - right) <= 1e-12 * size || MayBeRounding(evaluator, graph, simpler, row), $"row {row}: {left:R} before, {right:R} after:\n{GraphPrinter.Print(graph)}\n\n{GraphPrinter.Print(simpler)}");
        }
    }

    /// <summary>Whether the exact values may be equal: beside a step, what rounding does to its argument is the whole step.</summary>
    private static bool MayBeRounding(Evaluator evaluator, Node graph, Node simpler, int row)
    {
        Interval[] before = new Enclosure(evaluator).Of(graph), after = new Enclosure(evaluator).Of(simpler);
        Interval left = before[before.Length == 1 ? 0 : row], right = after[after.Length == 1 ? 0 : row];
        return left.Low <= right.High && right.Low <= left.High;
    }
}
