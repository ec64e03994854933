using CsCheck;
using Paragon.Formulas.Tests.Passes;

namespace Paragon.Formulas.Tests.Schedules;

/// <summary>What the passes before the schedule do to a graph: other nodes, the same values.</summary>
public sealed class FusedGraphTests
{
    [Fact]
    public void Elementary_reductions_have_the_same_values()
    {
        Gen.Select(RandomGraph.Batch, Gen.Int[0, int.MaxValue]).Check(
            (batch, seed) =>
            {
                GraphBuilder b = new();
                foreach (Node node in WithDerivatives(b, RandomGraph.Of(b, new Random(seed))))
                {
                    Node elementary = Elementary.Of(b, [node])[node];
                    Assert.DoesNotContain(Traversal.Sorted(elementary), part => part is StopGradientNode or ReduceNode { Reduction: Reduction.Mean or Reduction.LogSumExp });
                    AssertSame(batch, node, HostChoices.MoveOut(b, [elementary])[elementary]);
                }
            },
            iter: 500);
    }

    [Fact]
    public void What_only_one_side_of_a_choice_multiplies_is_needed_on_that_side_alone()
    {
        GraphBuilder b = new();
        Node off = b.Equal(b.Option("Beta"), b.Number(0));
        Node reference = b.Column(SmallBatch.Token, "ref_logp");
        Node penalty = b.Select(off, b.Number(0), b.Multiply(b.Option("Beta"), b.Column(SmallBatch.Token, "logp", differentiable: true)));
        Node product = b.Multiply(penalty, reference);
        Node moved = HostChoices.MoveOut(b, [product])[product];
        Guards guards = new([(moved, Guard.Always)]);
        Assert.Equal(Guard.Always.And(off, false), guards.Of(reference));
    }

    [Fact]
    public void What_is_added_on_one_side_of_a_choice_alone_is_not_added_as_0_on_the_other()
    {
        GraphBuilder b = new();
        Node off = b.Equal(b.Option("Beta"), b.Number(0)), surrogate = b.Column(SmallBatch.Token, "logp"), penalty = b.Column(SmallBatch.Token, "ref_logp");
        Node sum = b.Add(b.Select(off, b.Number(0), penalty), surrogate);
        Assert.Equal([off, surrogate, b.Add(penalty, surrogate)], HostChoices.MoveOut(b, [sum])[sum].Arguments);
    }

    [Fact]
    public void A_gradient_that_options_switch_off_is_not_computed_and_reads_no_column()
    {
        GraphBuilder b = new();
        Node off = b.Equal(b.Option("Beta"), b.Number(0));
        Node value = b.Column(SmallBatch.Token, "value", differentiable: true);
        Node loss = b.Reduce(Reduction.Mean, new RootLink(SmallBatch.Token), b.Select(off, b.Number(0), b.Square(value)));
        FusedGraph graph = FusedLosses.Of([new FusedStage("Loss", Domain.Batch, loss, true)]).Graph;
        FusedRoot gradient = Assert.Single(graph.Roots, root => root.Kind == FusedRootKind.Gradient);
        Assert.Equal("token.value", gradient.Name);
        Assert.All(gradient.Guard.Cases, conditions => Assert.Contains(conditions, condition => condition.Key.Key.StartsWith("equal", StringComparison.Ordinal) && !condition.Value));
    }

    [Fact]
    public void Guards_that_differ_in_one_condition_are_one_without_it()
    {
        GraphBuilder b = new();
        Node one = b.Option("One", true), other = b.Option("Other", true);
        Guard first = Guard.Always.And(one, true);
        Assert.Equal(first, first.And(other, true).Or(first.And(other, false)));
        Assert.True(first.Or(Guard.Always.And(one, false)).IsAlways);
        Assert.Equal(Guard.Never, first.And(one, false));
    }

    private static IEnumerable<Node> WithDerivatives(GraphBuilder b, Node root) => Differentiation.Gradient(b, root).Values.Prepend(root);

    private static void AssertSame(SmallBatch batch, Node graph, Node other)
    {
        Evaluator evaluator = new(batch, _ => 0.7);
        double[] expected = evaluator.Evaluate(graph), actual = evaluator.Evaluate(other);
        double size = 1 + Traversal.Sorted(graph).Max(node => evaluator.Evaluate(node).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int row = 0; row < Math.Max(expected.Length, actual.Length); row++)
        {
            double left = expected[expected.Length == 1 ? 0 : row], right = actual[actual.Length == 1 ? 0 : row];
            Assert.True(Math.Abs(left - right) <= 1e-12 * size, $"row {row}: {left:R} before, {right:R} after: {graph.Key}");
        }
    }
}
