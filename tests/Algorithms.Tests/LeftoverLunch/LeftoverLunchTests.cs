using Paragon.Testing;

namespace Paragon.Algorithms.Tests.LeftoverLunch;

/// <summary>Offline policy gradients of whole completions: which are the same, and what their gradients are.</summary>
public sealed class LeftoverLunchTests
{
    private const double Clip = 0.4;

    [Fact]
    public void Where_the_policy_is_the_reference_the_ratio_does_not_matter() => Check(batch =>
    {
        PackedBatch same = batch.Copied("token", "ref_logp", "logp");
        Same(new ALolRefFree(), new ALol { Clip = Clip }, same);
        Same(new ALolRefFree(), new ALolSeq { Clip = Clip }, same);
        Same(new Wbc(), new RLol { Clip = Clip }, same);
    });

    [Fact]
    public void Where_the_reference_is_worth_nothing_the_advantage_is_the_reward() => Check(batch =>
    {
        PackedBatch worthless = Rewarded(batch).Filled("completion", "prompt_value", 0);
        Same(new RLol { Clip = Clip }, new ALol { Clip = Clip }, worthless);
        Same(new Wbc(), new ALolRefFree(), worthless);
    });

    [Fact]
    public void Where_every_reward_is_1_cloning_is_not_weighted() => Check(batch => Same(new Nll(), new Wbc(), batch.Filled("completion", "reward", 1)));

    [Fact]
    public void Completions_that_are_no_better_than_the_reference_are_not_learned() => Check(batch =>
    {
        PackedBatch worse = batch.With("completion", "prompt_value", [.. batch.Column("completion", "reward").Select((reward, y) => reward + (y % 2))]);
        foreach (IObjective objective in new IObjective[] { new ALol(), new ALolSeq(), new ALolRefFree() })
        {
            PackedBatch prepared = objective.Prepared(worse);
            Assert.Equal(0, objective.Loss(prepared));
            Assert.All(objective.Gradient(prepared), slope => Assert.Equal(0, slope));
        }

        ALolKl penalized = new();
        Assert.Contains(penalized.Gradient(penalized.Prepared(worse)), slope => slope != 0);
    });

    [Fact]
    public void Of_one_token_the_ratio_of_the_token_is_that_of_the_completion() => Property.Holds(
        batch => Same(new ALol { Clip = Clip }, new ALolSeq { Clip = Clip }, batch),
        Logged().Family("token", 1, 1));

    [Fact]
    public void The_gradient_is_minus_what_multiplies_the_log_likelihood() => Check(batch =>
    {
        int[] completion = batch.CompletionOfToken();
        double[] rewards = batch.Column("completion", "reward");
        double[] advantages = [.. rewards.Zip(batch.Column("completion", "prompt_value"), (reward, value) => Math.Max(0, reward - value))];
        double[] ratios = [.. Enumerable.Range(0, rewards.Length).Select(y => Clipped(batch.Link("token", "completion").Sources(y).Sum(t => LogRatio(batch, t))))];
        double[] logp = batch.Column("token", "logp");
        Expect(new Nll(), _ => -1);
        Expect(new Wbc(), t => -rewards[completion[t]]);
        Expect(new Gold { LowerBound = 0.2 }, t => -rewards[completion[t]] * Math.Max(Math.Exp(logp[t]), 0.2));
        Expect(new RLol { Clip = Clip }, t => -rewards[completion[t]] * ratios[completion[t]]);
        Expect(new ALol { Clip = Clip }, t => -advantages[completion[t]] * ratios[completion[t]]);
        Expect(new ALolSeq { Clip = Clip }, t => -advantages[completion[t]] * Clipped(LogRatio(batch, t)));
        Expect(new ALolRefFree(), t => -advantages[completion[t]]);
        Expect(new ALolKl { Lambda = 0.3 }, t => 0.3 - advantages[completion[t]]);

        void Expect(IObjective objective, Func<int, double> slope) => Property.Agree(
            [.. Enumerable.Range(0, completion.Length).Select(t => slope(t) / rewards.Length)],
            objective.Gradient(objective.Prepared(batch)));
    });

    [Fact]
    public void Reward_and_value_times_s_is_loss_and_gradient_times_s() => Check(batch =>
    {
        const double Scale = 2.5;
        PackedBatch larger = new[] { "reward", "prompt_value" }.Aggregate(batch, (all, column) =>
            all.With("completion", column, [.. all.Column("completion", column).Select(value => Scale * value)]));
        foreach (IObjective objective in new IObjective[] { new Wbc(), new Gold(), new RLol { Clip = Clip }, new ALol { Clip = Clip }, new ALolSeq { Clip = Clip }, new ALolRefFree() })
        {
            Property.Agree(Scale * objective.Loss(objective.Prepared(batch)), objective.Loss(objective.Prepared(larger)));
            Property.Agree([.. objective.Gradient(objective.Prepared(batch)).Select(slope => Scale * slope)], objective.Gradient(objective.Prepared(larger)));
        }
    });

    private static double Clipped(double logRatio) => Math.Clamp(Math.Exp(logRatio), 1 - Clip, 1 + Clip);

    private static double LogRatio(PackedBatch batch, int token) => batch.Column("token", "logp")[token] - batch.Column("token", "ref_logp")[token];

    private static PackedBatch Rewarded(PackedBatch batch) => batch.With("completion", "reward", [.. batch.Column("completion", "reward").Select(Math.Abs)]);

    private static void Same(IObjective expected, IObjective actual, PackedBatch batch)
    {
        Property.Agree(expected.Loss(expected.Prepared(batch)), actual.Loss(actual.Prepared(batch)));
        Property.Agree(expected.Gradient(expected.Prepared(batch)), actual.Gradient(actual.Prepared(batch)));
    }

    private static BatchGenerator Logged() => BatchGenerator.For(new Nll(), new Wbc(), new Gold(), new RLol(), new ALol(), new ALolSeq(), new ALolRefFree(), new ALolKl());

    private static void Check(Action<PackedBatch> claim) => Property.Holds(claim, Logged());
}
