namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>What the fuzzer has found, each as the smallest formula and batch that shows it.</summary>
public sealed class FoundTests
{
    [Fact]
    public void A_set_inside_a_set_that_reads_the_element_outside_both_has_a_name_for_its_count() => Agree("""
        [Reward]
        private static Real Given(Completion y) => y.Group.Completions.Where(o => o.U < 10).Max(o => o.Group.Completions.PopulationVariance(p => y.Advantage * p.U));
        """, Batch());

    [Fact]
    public void An_extreme_or_mean_of_nothing_is_refused_by_all_though_a_bound_would_make_a_number_of_it()
    {
        foreach (string reduction in new[] { "LogSumExp", "Max", "Min", "Mean" })
        {
            Refused($"[Metric]\nprivate static Real Logged(Pair p) => Clamp(p.Chosen.Tokens.{reduction}(t => t.X), -1.0, 0.5);", Batch(empty: true));
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => y.U > -100 ? Clamp(y.Tokens.{reduction}(t => t.X), -1.0, 0.5) : 0;", Batch(empty: true));
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => Clamp(y.Tokens.Where(t => t.U > 100).{reduction}(t => t.X), -1.0, 0.5);", Batch());
        }
    }

    [Fact]
    public void A_mean_of_nothing_that_no_element_looks_at_is_no_error() => Agree("""
        [Loss]
        private static Real Loss(Pair p) => p.Rejected.Tokens.Mean(t => t.X * t.X) + Max(0, p.Rejected.X * p.Rejected.Tokens.Max(t => t.X));
        """, Batch(empty: true));

    [Fact]
    public void A_number_of_the_whole_batch_has_a_value_where_another_level_is_empty() => Agree("""
        [Metric]
        private static Real Logged(Batch b) => b.Examples.Count() > 0 ? 1 : b.Segments.Sum(s => s.U);
        """, Batch());

    [Fact]
    public void The_median_of_a_number_that_no_element_changes_is_that_number() => Agree("""
        [Reward]
        private static Real Given(Completion y) => y.Group.Completions.Count() > 1 ? y.Tokens.Median(t => 0.5) + y.Batch.Tokens.Median(t => y.Batch.Completions.Count()) : 0;
        """, Batch());

    private static void Agree(string formula, PackedBatch batch)
    {
        using FuzzCompilation compilation = Compile(formula);
        IObjective objective = Assert.Single(compilation.Objectives);
        FuzzCounts counts = new();
        Assert.Null(new FuzzTrial(objective, counts).Failure(batch));
        Assert.True(counts.Compared > 0, "nothing was computed");
    }

    private static void Refused(string formula, PackedBatch batch)
    {
        using FuzzCompilation compilation = Compile(formula);
        IObjective objective = Assert.Single(compilation.Objectives);
        Stage stage = Assert.Single(objective.Stages);
        foreach (IBackend backend in new IBackend[] { new ScalarBackend(), new GraphBackend(), new TensorBackend(), new FusedBackend() })
        {
            try
            {
                double[] values = backend.Values(objective, stage, batch);
                Assert.Fail($"{backend.Name} gives {string.Join(", ", values)} for {formula}");
            }
            catch (BatchException)
            {
                // as it should be
            }
        }
    }

    private static FuzzCompilation Compile(string formula) => new([("Found", $$"""
        namespace Fuzzed;

        /// <summary>Found (Nobody 2024).</summary>
        [Objective("found")]
        public sealed partial record Found
        {
            {{formula}}
        }
        """)]);

    /// <summary>A group of two completions; the first, which a pair prefers, has two tokens or none.</summary>
    private static PackedBatch Batch(bool empty = false) => new PackedBatchBuilder()
        .Level("group", 1).LevelOf("completion", "group", [2]).LevelOf("token", "completion", [empty ? 0 : 2, 3]).LevelOf("segment", "completion", [1, 1])
        .Level("pair", 1).Level("example", 0).Link("pair", "chosen", "completion", [0]).Link("pair", "rejected", "completion", [1])
        .Column("completion", "u", [0.3, -0.7]).Column("completion", "x", [1.2, -0.4]).Column("completion", "advantage", [0.5, 2])
        .Column("token", "x", empty ? [0.1, 0.7, -2] : [1, -1, 0.1, 0.7, -2]).Column("token", "u", empty ? [1, 2, 3] : [1, 2, 3, 4, 5])
        .Column("segment", "u", [0.25, 4])
        .Build();
}
