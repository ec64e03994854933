using CsCheck;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>What is true of the corrections, the overlong penalty and the KL controller.</summary>
public sealed class CorrectionTests
{
    public static TheoryData<IObjective> Weights() =>
    [
        new TruncatedImportance(), new TruncatedImportance { Level = CorrectionLevel.Sequence },
        new TruncatedImportance { NormalizeByBatch = true }, new TruncatedImportance { Level = CorrectionLevel.Sequence, NormalizeByBatch = true },
        new SamplerCorrection(), new SamplerCorrection { Mode = SamplerCorrectionMode.SequenceTruncate },
        new SamplerCorrection { Mode = SamplerCorrectionMode.TokenMask }, new SamplerCorrection { Mode = SamplerCorrectionMode.TokenTruncate },
    ];

    [Theory]
    [MemberData(nameof(Weights))]
    public void Where_the_sampler_is_the_policy_every_weight_is_1(IObjective objective) => Property.Holds(
        batch => Assert.All(objective.Values("Weight", batch.Copied("token", "old_logp", "rollout_logp")), w => Property.Agree(1, w, 1e-7)),
        BatchGenerator.For(objective));

    [Theory]
    [MemberData(nameof(Weights))]
    public void No_weight_is_negative_and_none_above_its_bound(IObjective objective) => Property.Holds(
        batch => Assert.All(objective.Values("Weight", batch), w => Assert.True(w >= 0 && (objective is TruncatedImportance { NormalizeByBatch: true } || w <= 3))),
        BatchGenerator.For(objective));

    [Theory]
    [InlineData(RejectionLevel.Token)]
    [InlineData(RejectionLevel.SeqSum)]
    [InlineData(RejectionLevel.SeqMean)]
    [InlineData(RejectionLevel.SeqMax)]
    public void Where_the_sampler_is_the_policy_nothing_is_rejected(RejectionLevel level) => Property.Holds(
        batch => Assert.All(
            new RolloutRejection { Level = level, Estimator = RejectionEstimator.K3, Maximum = 1e-3 }.Values("Keep", batch.Copied("token", "old_logp", "rollout_logp").Filled("token", "keep", 1)),
            keep => Assert.Equal(1, keep)),
        BatchGenerator.For(new RolloutRejection()));

    [Fact]
    public void Up_to_the_longest_length_the_two_overlong_penalties_are_one() => Gen.Int[0, 30].Check(
        length => Property.Agree(Penalty(OverlongFlavour.Trl, length), Penalty(OverlongFlavour.Verl, length)), iter: 40);

    [Fact]
    public void The_overlong_penalty_never_rises_and_trl_s_stays_above_minus_1() => Gen.Int[0, 60].Check(
        length =>
        {
            Assert.InRange(Penalty(OverlongFlavour.Trl, length), -1, 0);
            Assert.True(Penalty(OverlongFlavour.Trl, length + 1) <= Penalty(OverlongFlavour.Trl, length));
            Assert.True(Penalty(OverlongFlavour.Verl, length + 1) <= Penalty(OverlongFlavour.Verl, length));
        },
        iter: 40);

    [Fact]
    public void One_update_of_the_controller_moves_the_coefficient_by_a_fifth_of_the_horizon_at_most() =>
        Gen.Select(Gen.Double[0, 10], Gen.Double[0.01, 10], Gen.Double[-5, 50], Gen.Int[0, 500]).Check(
            (coefficient, target, kl, steps) =>
            {
                double after = new AdaptiveKlController(coefficient, target, 1000).Update(kl, steps);
                Assert.InRange(after, coefficient * (1 - (0.2 * steps / 1000)) - 1e-12, coefficient * (1 + (0.2 * steps / 1000)) + 1e-12);
            },
            iter: 200);

    [Fact]
    public void The_controller_refuses_what_it_cannot_steer_by()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveKlController(-1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveKlController(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveKlController(1, 1, 0));
        AdaptiveKlController controller = new(1, 1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => controller.Update(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => controller.Update(1, -1));
    }

    private static double Penalty(OverlongFlavour flavour, int length)
    {
        PackedBatch batch = new PackedBatchBuilder().Level("completion", 1).LevelOf("token", "completion", [length]).Column("completion", "reward", [0]).Build();
        return new OverlongPenalty { Flavour = flavour, MaxLength = 30, Buffer = 10 }.Values("Penalized", batch)[0];
    }
}
