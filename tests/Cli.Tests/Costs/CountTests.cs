using CsCheck;
using Paragon.Cli.Costs;
using Paragon.Formulas;
using Paragon.Kernels;
using Paragon.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Cli.Tests.Costs;

/// <summary>What the cost sheet says of bytes and operations is what a run of the same code counts.</summary>
public sealed class CountTests(ITestOutputHelper output)
{
    private const int Completions = 32, Length = 1024, Group = 8;

    [Fact]
    public void Kernels_read_write_and_compute_what_the_sheet_says()
    {
        int compared = 0;
        foreach ((IObjective objective, LossForms forms) in Losses())
        {
            PackedBatch batch = Batch(objective);
            if (forms.Kernels is not { } schedule || !IsByVectors(schedule) || !schedule.Wide.SequenceEqual(["token"]))
            {
                continue;
            }

            using FusedBatch<float> columns = new(batch) { RunsParallel = false };
            KernelCost cost = KernelCost.Of(schedule, forms.Runs, domain => domain is null or { IsBatch: true } ? 1 : columns.Rows(domain.Key));
            columns.Statistics = new FusedLoss<float>(objective).Statistics([columns]);
            columns.WantsGradient = true;
            columns.Begin();
            LaneCounts.Clear();
            objective.Fused!.Losses!.Run<float, CountingLanes<float>, CountingLanes<double>>(objective, columns);
            double read = (double)cost.Read / LaneCounts.Read, written = (double)cost.Written / LaneCounts.Written, operations = (double)LaneCounts.Operations / cost.Operations;
            output.WriteLine($"{objective.Descriptor.Name}: claimed by counted, read {read:F3}, written {written:F3}; operations of vectors for each that is claimed {operations:F2}");

            // Numbers of completions are read and written one at a time, which is not counted; functions take several operations.
            Assert.True(read is > 0.99 and < 1.03 && written is > 0.99 and < 1.03 && operations is > 0.98 and < 2.3, objective.Descriptor.Name);
            compared++;
        }

        Assert.True(compared > 60, $"{compared} objectives compared");
    }

    [Fact]
    public void Tensor_code_makes_little_more_tensors_than_the_sheet_says()
    {
        int compared = 0, near = 0;
        foreach ((IObjective objective, LossForms forms) in Losses())
        {
            PackedBatch batch = Batch(objective);
            BatchSizes sizes = new(Completions * Length, Completions, Group, 4);
            using DisposeScope scope = NewDisposeScope();
            using TensorBatch tensors = new(batch);
            BatchLoss loss = new(objective);
            IReadOnlyList<double[]> statistics = loss.Statistics([tensors]);
            int forward = Made(() => loss.Loss(tensors, statistics));
            int claimed = (int)TensorCost.Analytic([.. forms.Stages.SelectMany(stage => stage)], sizes).Operations;
            (int Claimed, int Counted) back = (0, 0);
            if (forms.Analytic is { } values)
            {
                AnalyticBatchLoss analytic = new(objective);
                double[] known = analytic.Statistics([tensors]);
                back = ((int)TensorCost.Analytic(values, sizes).Operations, Made(() => analytic.Run(tensors, known)));
            }

            output.WriteLine($"{objective.Descriptor.Name}: claimed {claimed} operations for the loss, counted {forward} tensors; with the analytic gradient {back.Claimed}, {back.Counted}");
            Assert.True(claimed <= forward && back.Claimed <= back.Counted, objective.Descriptor.Name);
            compared++;
            near += IsNear(claimed, forward) && IsNear(back.Claimed, back.Counted) ? 1 : 0;
        }

        // The others sort, or reduce where a link may point nowhere: one value is many tensors there.
        Assert.True(near > 0.8 * compared, $"{near} of {compared} near");

        // Each loss has some tensors of one number beside those of its elements: its weight, its sum.
        static bool IsNear(int claimed, int counted) => counted <= (1.6 * claimed) + 14;

        static int Made(Action work)
        {
            // What is made once, such as links, is there after the first time.
            work();
            long before = Created();
            work();
            return (int)(Created() - before);
        }

        static long Created() => DisposeScopeManager.Statistics.CreatedInScopeCount + DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
    }

    /// <summary>Whether vectors do all that counts: orders and running sums, gathers and joins go through numbers one at a time.</summary>
    private static bool IsByVectors(Schedule schedule) =>
        !schedule.Steps.Any(step => step is FamilyStep) && schedule.Graph.Guards.Nodes.All(node => node.Domain is not Join)
        && schedule.Steps.OfType<LoopStep>().Where(loop => schedule.Wide.Contains(loop.Domain.Key)).All(loop => schedule.Graph.Guards.Nodes.OfType<GatherNode>()
            .All(gather => gather.Domain != loop.Domain || gather.Link is RootLink || gather.Link.Key == loop.Families?.Key));

    private static IEnumerable<(IObjective Objective, LossForms Forms)> Losses() =>
        Catalogue.All.All.Select(descriptor => descriptor.Default()).Where(objective => objective.Stages.Any(stage => stage.Kind == StageKind.Loss)).Select(objective => (objective, LossForms.Of(objective)));

    private static PackedBatch Batch(IObjective objective)
    {
        BatchGenerator generator = BatchGenerator.For(objective).Family("group", Completions / Group, Completions / Group).Family("completion", Group, Group)
            .Family("token", Length, Length).Family("pair", Completions / 2, Completions / 2).Family("example", Completions, Completions).Family("choice", 4, 4)
            .Family("segment", 8, 8).Family("node", 8, 8).Family("position", Length, Length).Family("judge", 4, 4).Family("reference", 4, 4);
        return new FusedBackend().Prepare(objective, generator.Generate(new PCG(60, 1), null, out _));
    }
}
