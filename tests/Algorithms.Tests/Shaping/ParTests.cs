using CsCheck;
using Paragon.Training;

namespace Paragon.Algorithms.Tests.Shaping;

/// <summary>The identities of card 42. A case is a row of scores and a row of reference scores that all of them share.</summary>
public sealed class ParTests
{
    private static readonly Gen<double> Number = Gen.Double[-8, 8];

    private static readonly Gen<(double[] Scores, double[] References)> Cases = Gen.Select(Number.Array[2, 6], Number.Array[1, 5]);

    [Fact]
    public void With_one_reference_it_is_the_Bradley_Terry_probability() => Holds((scores, references) =>
    {
        double reference = references[0];
        Property.Agree([.. scores.Select(score => Math.Exp(score) / (Math.Exp(score) + Math.Exp(reference)))], Shaped(new Par(), scores, [reference]));
    });

    [Fact]
    public void A_completion_and_its_reference_share_one() => Holds((scores, references) =>
        Property.Agree(1, Shaped(new Par(), [scores[0]], [references[0]])[0] + Shaped(new Par(), [references[0]], [scores[0]])[0]));

    [Fact]
    public void It_is_one_half_where_score_and_references_are_equal() => Holds((scores, references) =>
        Property.Agree(0.5, Shaped(new Par { Steepness = 1 + Math.Abs(references[0]) }, [scores[0]], [.. references.Select(_ => scores[0])])[0]));

    [Fact]
    public void The_hyperbolic_tangent_is_twice_the_steeper_sigmoid_less_one() => Holds((scores, references) =>
        Property.Agree([.. Shaped(new Par { Steepness = 2 }, scores, references).Select(value => (2 * value) - 1)], Shaped(new ParTanh(), scores, references)));

    [Fact]
    public void The_origin_of_the_scores_does_not_matter_to_what_is_centred() => Holds((scores, references) =>
    {
        foreach (IObjective centred in new IObjective[] { new Par(), new ParTanh(), new ParArctan(), new SlowGrowth(), new Lsc(), new CentredReward() })
        {
            Property.Agree(Shaped(centred, scores, references), Shaped(centred, [.. scores.Select(score => score + 3.5)], [.. references.Select(score => score + 3.5)]), 1e-8);
        }
    });

    [Fact]
    public void The_origin_matters_to_the_uncentred_ones()
    {
        foreach (IObjective uncentred in new IObjective[] { new SigmoidReward(), new TanhReward(), new PolynomialReward(), new LengthPenalty() })
        {
            Assert.True(Math.Abs(Shaped(uncentred, [0.3], [0])[0] - Shaped(uncentred, [1.3], [1])[0]) > 0.01, $"{uncentred} does not see the origin.");
        }
    }

    [Fact]
    public void A_sigmoid_has_at_most_a_sixteenth_of_the_variance() => Holds((scores, _) =>
    {
        double[] shaped = Shaped(new SigmoidReward(), scores, [0]);
        Assert.True(Variance(shaped) <= (Variance(scores) / 16) + 1e-12, $"{Variance(shaped)} is more than a sixteenth of {Variance(scores)}.");
    });

    [Fact]
    public void A_positive_affine_map_leaves_group_advantages_and_clipping_is_none() => Holds((scores, references) =>
    {
        double scale = 0.5 + Math.Abs(references[0]), shift = scores[0];
        double[] spread = [.. scores.Select((score, i) => score + (3 * i))];
        double[] plain = Advantages(spread);
        Property.Agree(plain, Advantages([.. spread.Select(score => (scale * score) + shift)]), 1e-6);
        double[] clipped = Shaped(new ClippedReward(), [.. spread, 100], [0]);
        Assert.Contains(clipped.Zip([.. spread, 100], (one, other) => Math.Abs(one - other)), difference => difference > 1);
    });

    [Fact]
    public void The_place_between_smallest_and_largest_is_in_the_unit_interval() => Holds((scores, before) =>
    {
        RunningStatistics seen = new RunningStatistics().With(before);
        Assert.All(Shaped(new MinMax(), scores, [0], seen), value => Assert.InRange(value, 0, 1));
        Property.Agree(0, Shaped(new MinMax(), [scores[0], scores[0]], [0])[0]);
    });

    [Fact]
    public void Standardised_scores_do_not_move_with_everything_seen() => Holds((scores, before) => Property.Agree(
        Shaped(new MeanStd(), scores, [0], new RunningStatistics().With(before)),
        Shaped(new MeanStd(), [.. scores.Select(score => score + 2)], [0], new RunningStatistics().With([.. before.Select(score => score + 2)])),
        1e-7));

    [Fact]
    public void Statistics_of_batches_are_those_of_all_values() => Holds((scores, before) =>
    {
        RunningStatistics merged = new RunningStatistics().With(before).With(scores), whole = new RunningStatistics().With([.. before, .. scores]);
        Property.Agree([whole.Count, whole.Mean, whole.Deviation, whole.Low, whole.High], [merged.Count, merged.Mean, merged.Deviation, merged.Low, merged.High]);
    });

    [Fact]
    public void Statistics_refuse_what_is_not_finite() =>
        Assert.Contains("Value 1 of 2 is NaN", Assert.Throws<ArgumentException>(() => new RunningStatistics().With([1, double.NaN])).Message, StringComparison.Ordinal);

    private static void Holds(Action<double[], double[]> claim) => Cases.Check(pair => claim(pair.Scores, pair.References), iter: 60);

    private static double[] Shaped(IObjective shaping, double[] scores, double[] references, RunningStatistics? seen = null)
    {
        PackedBatch batch = new PackedBatchBuilder()
            .Level("completion", scores.Length).Column("completion", "score", scores)
            .Level("reference", "completion", [.. scores.SelectMany((_, row) => references.Select(_ => row))]).Column("reference", "score", [.. scores.SelectMany(_ => references)])
            .Level("token", "completion", [.. Enumerable.Range(0, scores.Length)])
            .Build();
        return new ScalarBackend().Values(shaping, shaping.Stages[0], (seen ?? new RunningStatistics()).On(batch));
    }

    private static double[] Advantages(double[] rewards)
    {
        PackedBatch batch = new PackedBatchBuilder().Level("group", 1).Level("completion", "group", new int[rewards.Length]).Column("completion", "reward", rewards).Build();
        return new ScalarBackend().Values(new GrpoPar(), ((IObjective)new GrpoPar()).Stages[0], batch);
    }

    private static double Variance(double[] values) => values.Sum(value => (value - values.Average()) * (value - values.Average())) / values.Length;
}
