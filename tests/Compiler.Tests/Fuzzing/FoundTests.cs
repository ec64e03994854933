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

    [Fact]
    public void What_no_choice_of_the_options_needs_is_not_read() => Agree("""
        public double Beta { get; init; } = 0.1;

        [Metric]
        private Real Logged(Token t) => t.U + (Beta == 0 ? t.X : (Beta == 0 ? t.Completion.U * t.U : t.X / Beta) / Beta);
        """, Batch());

    [Fact]
    public void A_sample_variance_of_nothing_is_refused_by_all_where_a_condition_lets_it_through()
    {
        foreach (string reduction in new[] { "SampleVariance", "SampleStd" })
        {
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => y.U > -100 ? Exp(y.Tokens.{reduction}(t => t.X)) : 0;", Batch(empty: true));
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => Exp(y.Tokens.Where(t => t.U > 100).{reduction}(t => t.X));", Batch());
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => y.U > -100 ? Of(y, o => o.Tokens.{reduction}(t => t.X)) : 0;\nprivate static Real Of(Completion y, Func<Completion, Real> f) => Exp(f(y));", Batch(empty: true));
        }
    }

    [Fact]
    public void Among_values_of_which_one_is_undefined_nothing_has_a_place()
    {
        foreach (string value in new[] { "Rank(o => Log(o.U), at: y)", "Sorted(o => Log(o.U), at: y)", "Median(o => Log(o.U))", "Max(o => Log(o.U))", "Min(o => Log(o.U))" })
        {
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => y.Group.Completions.{value};", Batch());
            Refused($"[Metric]\nprivate static Real Logged(Completion y) => y.Batch.Completions.{value};", Batch());
        }
    }

    [Fact]
    public void A_sum_over_the_batch_that_no_condition_asks_for_is_no_error() => Agree("""
        [Loss]
        private static Real Loss(Batch b) => b.Completions.Sum(y => y.X) * (b.Completions.Mean(y => y.U) > 100 ? b.Completions.Mean(y => y.Tokens.Median(t => t.U)) : 2);
        """, Batch(empty: true));

    [Fact]
    public void A_number_of_the_batch_has_a_value_where_all_levels_that_it_counts_are_empty() => Agree("""
        [Metric]
        private static Real Logged(Batch b) => 2 * b.Examples.Count() + 1;
        """, Batch());

    [Fact]
    public void The_analytic_form_refuses_a_median_of_nothing_behind_a_link()
    {
        using FuzzCompilation compilation = Compile("""
            [Loss]
            private static Real Loss(Pair p) => p.Chosen.X * Clamp(p.Chosen.Tokens.Median(t => t.U), -1.0, 0.5);
            """);
        IObjective objective = Assert.Single(compilation.Objectives);
        Assert.Throws<BatchException>(() => new AnalyticBackend().Loss(objective, Batch(empty: true)));
        Assert.Equal(0.5 * 1.2, new AnalyticBackend().Loss(objective, Batch()).Value, 1e-12);
    }

    [Fact]
    public void What_a_condition_leaves_out_of_a_range_is_a_step_of_a_discounted_sum() => Agree("""
        [Metric]
        private static Real Logged(Token t) => t.AndAfter.Where(u => u.U > 3.5).Discounted(0.5, u => u.U) + t.AndBefore.Where(u => u.U < 3.5).Discounted(0.5, u => u.U);
        """, Batch());

    [Fact]
    public void A_range_of_an_element_that_a_lambda_does_not_determine_is_not_the_range_of_the_lambdas_element()
    {
        using FuzzCompilation compilation = Compile("""
            [Metric]
            private static Real Logged(Completion y) => y.Group.Completions.Where(o => y.AndAfter.Any(z => z.U < o.Group.Completions.Sum(p => p.U))).Count();
            """);
        Assert.Empty(Assert.Single(compilation.Objectives).Stages);
    }

    [Fact]
    public void An_extreme_of_nothing_inside_a_sum_that_a_link_leads_to_is_refused_by_all() => Refused("""
        [Metric]
        private static Real Logged(Pair p) => Sign(p.Chosen.Group.Completions.Sum(y => y.Tokens.Max(t => t.X)));
        """, Batch(empty: true));

    [Fact]
    public void What_a_set_adds_up_hands_no_slope_to_an_element_of_no_set()
    {
        PackedBatch batch = new PackedBatchBuilder()
            .Level("group", 1).LevelOf("completion", "group", [1]).LevelOf("token", "completion", [4]).LevelOf("segment", "completion", [2])
            .Link("token", "segment", "segment", [0, -1, 1, 0]).Column("token", "x", [1, 2, 3, 4]).Column("token", "u", [1, 0, 1, 1])
            .Build();
        Agree("[Loss]\nprivate static Real Loss(Segment s) => s.Tokens.Sum(t => t.X);", batch);
        Agree("[Loss]\nprivate static Real Loss(Batch b) => b.Segments.Sum(s => s.Tokens.Where(t => t.U > 0.5).Sum(t => 2 * t.X));", batch);
        Agree("[Loss]\nprivate static Real Loss(Segment s) => s.Tokens.LogSumExp(t => t.X);", batch);
    }

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
