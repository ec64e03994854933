using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>What is true of the losses, on advantages as they are given.</summary>
public sealed class PolicyLossTests
{
    public static TheoryData<IObjective> OfTokens() =>
        [new PpoPolicy(), new Bnpo(), new Dapo(), new Cispo(), new CispoVerl(), new Vespo(), new Gspo { Level = GspoLevel.SequenceToken, Reduction = GroupReduction.Dapo }, new Gpg(), new KlCov { Coefficient = 0 }];

    public static TheoryData<IObjective> OfCompletions() =>
        [new Grpo(), new Opsm(), new Gspo(), new Sapo(), new Sapo { PositiveTemperature = 7, NegativeTemperature = 0.3 }, new PpoPolicy { Aggregation = LossAggregation.SeqMeanTokenMean }];

    [Theory]
    [MemberData(nameof(OfTokens))]
    public void On_policy_the_gradient_is_minus_the_advantage_over_the_number_of_tokens(IObjective objective) => Check([objective], raw =>
    {
        PackedBatch batch = Constant(raw).OnPolicy();
        Property.Agree([.. batch.Column("token", "advantage").Select(a => -a / batch.Rows("token"))], objective.Gradient(batch), 1e-8);
    });

    [Theory]
    [MemberData(nameof(OfCompletions))]
    public void On_policy_the_gradient_is_minus_the_advantage_over_the_length_and_the_number_of_completions(IObjective objective) => Check([objective], raw =>
    {
        PackedBatch batch = Constant(raw).OnPolicy();
        int[] lengths = batch.Lengths();
        int[] completion = batch.CompletionOfToken();
        Property.Agree(
            [.. batch.Column("token", "advantage").Select((a, t) => -a / (lengths[completion[t]] * lengths.Length))],
            objective.Gradient(batch),
            1e-7);
    });

    [Fact]
    public void On_policy_sapo_is_minus_twice_the_advantage_over_the_temperature() => Check([new Sapo()], raw =>
    {
        PackedBatch batch = Constant(raw).OnPolicy();
        double[] advantages = batch.Column("completion", "advantage");
        Property.Agree(advantages.Average(a => -2 * a / (a > 0 ? 1 : 1.05)), new Sapo().Loss(batch));
    });

    [Fact]
    public void On_policy_rloo_s_gradient_is_minus_the_advantage_over_the_number_of_completions() => Check([new Rloo()], raw =>
    {
        PackedBatch batch = Constant(raw).OnPolicy();
        Property.Agree([.. batch.Column("token", "advantage").Select(a => -a / batch.Rows("completion"))], new Rloo().Gradient(batch));
    });

    [Fact]
    public void Without_a_dual_clip_ppo_is_the_mean_of_the_clipped_surrogate() => Check([new PpoPolicy(), new Bnpo()], batch =>
        Same(new Bnpo(), new PpoPolicy { DualClip = double.PositiveInfinity }, Near(batch)));

    [Fact]
    public void Without_a_clip_the_value_loss_is_half_the_mean_squared_error() => Check([new PpoValue()], batch =>
    {
        double[] errors = [.. batch.Column("token", "value").Zip(batch.Column("token", "return"), (v, r) => v - r)];
        PpoValue objective = new() { ValueClip = 1e12 };
        Property.Agree(errors.Average(e => e * e / 2), objective.Loss(batch));
        Property.Agree([.. errors.Select(e => e / errors.Length)], objective.Gradient(batch, "value"));
    });

    [Fact]
    public void With_equal_lengths_the_means_over_tokens_and_over_completions_are_one() => Property.Holds(
        batch =>
        {
            AggregatedLoss tokens = new();
            Property.Agree(tokens.Loss(batch), new AggregatedLoss { Aggregation = LossAggregation.SeqMeanTokenMean }.Loss(batch), 1e-8);
            Property.Agree(3 * tokens.Loss(batch), new AggregatedLoss { Aggregation = LossAggregation.SeqMeanTokenSum }.Loss(batch));
            Property.Agree(
                tokens.Loss(batch) * batch.Rows("completion"),
                new AggregatedLoss { Aggregation = LossAggregation.SeqMeanTokenSumNorm, ScaleFactor = 3 }.Loss(batch));
        },
        BatchGenerator.For(new AggregatedLoss()).Family("token", 3, 3));

    [Fact]
    public void With_equal_lengths_grpo_is_bnpo() => Property.Holds(
        batch => Same(new Grpo(), new Bnpo(), batch),
        BatchGenerator.For(new Grpo(), new Bnpo()).Family("token", 3, 3));

    [Fact]
    public void In_one_process_bnpo_is_dapo() => Check([new Bnpo(), new Dapo()], batch => Same(new Bnpo { ClipHigh = 0.28 }, new Dapo(), batch));

    [Fact]
    public void Dr_grpo_is_bnpo_times_the_share_of_the_longest_length_that_is_used() => Check([new Bnpo(), new DrGrpo()], batch =>
    {
        double share = batch.Rows("token") / (batch.Rows("completion") * 16.0);
        DrGrpo drGrpo = new() { MaxCompletionLength = 16 };
        Property.Agree(share * new Bnpo().Loss(batch), drGrpo.Loss(batch));
        Property.Agree([.. new Bnpo().Gradient(batch).Select(g => share * g)], drGrpo.Gradient(batch));
    });

    [Fact]
    public void Luspo_weighs_gspo_s_completions_by_their_lengths() => Check([new Luspo(), new Gspo()], raw =>
    {
        PackedBatch batch = Constant(raw);
        double mean = (double)batch.Rows("token") / batch.Rows("completion");
        Gspo gspo = new() { ClipLow = 0.2, ClipHigh = 0.28, Reduction = GroupReduction.Dapo };
        Property.Agree(mean * gspo.Loss(batch.Filled("token", "importance_weight", 1)), new Luspo().Loss(batch));
    });

    [Fact]
    public void Gspo_of_one_token_is_the_token_s_ratio() => Property.Holds(
        batch => Same(new Grpo(), new Gspo { ClipLow = 0.2, ClipHigh = 0.2 }, batch),
        BatchGenerator.For(new Gspo(), new Grpo()).Family("token", 1, 1));

    [Fact]
    public void Gspo_token_is_gspo_where_the_advantage_is_the_completion_s() => Check([new Gspo()], raw =>
        Same(new Gspo { ClipLow = 0.2, ClipHigh = 0.2 }, new Gspo { ClipLow = 0.2, ClipHigh = 0.2, Level = GspoLevel.SequenceToken }, Constant(raw).Filled("token", "importance_weight", 1)));

    [Fact]
    public void Gmpo_without_a_clip_is_gspo_without_a_clip() => Check([new Gmpo(), new Gspo()], raw =>
        Same(
            new Gspo { ClipLow = 1, ClipHigh = 1e12 },
            new Gmpo { ClipLow = 1e12, ClipHigh = 1e12 },
            Constant(raw).Filled("token", "importance_weight", 1),
            1e-6));

    [Fact]
    public void Opsm_without_a_threshold_is_grpo() => Check([new Opsm(), new Grpo()], batch => Same(new Grpo(), new Opsm(), batch));

    [Fact]
    public void Opsm_with_threshold_0_leaves_out_what_has_drifted_and_is_bad() => Check([new Opsm()], raw =>
    {
        PackedBatch batch = Constant(raw).Filled("token", "rollout_logp", 0).Filled("token", "logp", -1);
        double[] gradient = new Opsm { Threshold = 0 }.Gradient(batch);
        Assert.All(Enumerable.Range(0, gradient.Length).Where(t => batch.Column("token", "advantage")[t] < 0), t => Assert.Equal(0, gradient[t]));
    });

    [Fact]
    public void Kl_cov_without_a_coefficient_is_the_ratio_s_loss() => Check([new KlCov(), new Bnpo()], batch =>
        Same(new Bnpo { ClipLow = 1, ClipHigh = 1e12 }, new KlCov { Coefficient = 0 }, Near(batch)));

    /// <summary>The batch with each token's advantage that of its completion, and no correction of the sampler.</summary>
    private static PackedBatch Constant(PackedBatch batch)
    {
        int[] completion = batch.CompletionOfToken();
        double[] advantages = batch.TryColumn("completion", "advantage", out double[]? own)
            ? own
            : [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => Math.Sin(3 * y + 1))];
        PackedBatch constant = batch.With("completion", "advantage", advantages).With("token", "advantage", [.. completion.Select(y => advantages[y])]);
        return constant.Filled("token", "importance_weight", 1).Filled("completion", "sequence_log_weight", 0);
    }

    /// <summary>The batch with the policy near to the old one: no clamp of a log-ratio is reached.</summary>
    private static PackedBatch Near(PackedBatch batch) => batch.With(
        "token", "logp", [.. batch.Column("token", "old_logp").Select((old, t) => old + (0.5 * Math.Sin(7 * t + 1)))]);

    private static void Same(IObjective expected, IObjective actual, PackedBatch batch, double tolerance = 1e-9)
    {
        Property.Agree(expected.Loss(batch), actual.Loss(batch), tolerance);
        Property.Agree(expected.Gradient(batch), actual.Gradient(batch), tolerance);
    }

    private static void Check(IObjective[] objectives, Action<PackedBatch> claim) =>
        Property.Holds(claim, BatchGenerator.For(objectives).Family("group", 1, 3).Family("completion", 2, 4));
}
