using CsCheck;
using Paragon.Formulas.Tests.Passes;

namespace Paragon.Formulas.Tests.Schedules;

/// <summary>Which values share a loop, and that no step reads what is not there yet.</summary>
public sealed class SchedulerTests
{
    private static readonly string[] _parents = ["token.completion>completion", "completion.group>group"];

    [Fact]
    public void Loss_and_gradient_of_a_clipped_loss_take_one_pass_over_the_tokens()
    {
        Schedule schedule = Scheduler.Of(Losses(Methods.Grpo, SmallBatch.Completion).Graph, _parents);
        Assert.Equal(["token"], schedule.Wide);
        Assert.Equal(1, schedule.Passes);
        LoopStep pass = Assert.Single(schedule.Steps.OfType<LoopStep>(), step => step.Domain.Key == "token");
        Assert.Equal("token.completion>completion", pass.Families?.Key);
        Assert.Single(pass.Reductions);
        Assert.Single(pass.Results, root => root.Kind == FusedRootKind.Gradient);
    }

    [Fact]
    public void A_loss_of_pairs_reads_the_tokens_and_comes_back_to_them_once()
    {
        Schedule schedule = Scheduler.Of(Losses(Methods.Dpo, SmallBatch.Pair).Graph, _parents);
        Assert.Equal(["token", "pair", "completion", "token"], schedule.Steps.Cast<LoopStep>().Select(step => step.Domain.Key));
    }

    [Fact]
    public void A_scan_is_a_step_between_the_loop_that_feeds_it_and_the_one_that_reads_it()
    {
        GraphBuilder b = new();
        Node advantage = GraphText.Read(Methods.Gae, b);
        FusedGraph graph = FusedGraph.Of(b, [new FusedRoot(FusedRootKind.Values, "Advantage", SmallBatch.Token, advantage, Guard.Always)], null);
        Assert.Equal([typeof(LoopStep), typeof(FamilyStep), typeof(LoopStep)], Scheduler.Of(graph, _parents).Steps.Select(step => step.GetType()));
    }

    [Fact]
    public void A_dear_value_that_two_loops_need_is_kept_and_a_cheap_one_is_computed_again()
    {
        GraphBuilder b = new();
        Node x = b.Column(SmallBatch.Token, "x");
        Node dear = b.Apply(Exponentials.Exp, b.Apply(Exponentials.Log, b.Apply(Exponentials.Softplus, x)));
        Node cheap = b.Add(b.Square(x), b.Number(1));
        LoopStep First(Node value)
        {
            Node spread = b.Divide(value, b.Gather(SmallBatch.CompletionOfToken, b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, value)));
            FusedGraph graph = FusedGraph.Of(b, [new FusedRoot(FusedRootKind.Values, "share", SmallBatch.Token, spread, Guard.Always)], null);
            return (LoopStep)Scheduler.Of(graph, _parents).Steps[0];
        }

        Assert.Equal([dear], First(dear).Stored);
        Assert.Empty(First(cheap).Stored);
    }

    [Fact]
    public void No_step_reads_what_no_earlier_one_has_made()
    {
        Gen.Int[0, int.MaxValue].Check(
            seed =>
            {
                GraphBuilder b = new();
                Node loss = RandomGraph.Of(b, new Random(seed));
                FusedLosses losses = FusedLosses.Of([new FusedStage("Loss", Domain.Batch, OnBatch(b, loss), true)]);
                Check(Scheduler.Of(losses.Graph, _parents));
            },
            iter: 1000);
    }

    private static Node OnBatch(GraphBuilder b, Node value) =>
        value.Domain is { IsBatch: false } level ? b.Reduce(Reduction.Mean, new RootLink(level), value) : value;

    private static void Check(Schedule schedule)
    {
        HashSet<Node> made = [];
        foreach (Step step in schedule.Steps)
        {
            if (step is FamilyStep family)
            {
                Assert.All(family.Node.Arguments, argument => Assert.True(argument is ColumnNode or CountNode || HostValue.IsScalar(argument) || made.Contains(argument), argument.Key));
                made.Add(family.Node);
                continue;
            }

            LoopStep loop = (LoopStep)step;
            foreach (Node sink in loop.Reductions.Select(reduce => reduce.Value).Concat(loop.Stored).Concat(loop.Results.Select(root => root.Value)))
            {
                Assert.All(Loop.Reads(sink), node => Assert.Contains(node, made));
            }

            made.UnionWith(loop.Reductions);
            made.UnionWith(loop.Stored);
        }

        foreach (FusedRoot root in schedule.Graph.Roots)
        {
            Assert.All(Loop.Reads(root.Value), node => Assert.Contains(node, made));
        }
    }

    private static FusedLosses Losses(string graph, Domain level) => FusedLosses.Of([new FusedStage("Loss", level, GraphText.Read(graph, new GraphBuilder()), true)]);
}
