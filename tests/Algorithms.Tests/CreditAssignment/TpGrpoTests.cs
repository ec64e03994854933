using Paragon.Segmentation;

namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>The identities of TP-GRPO. Judges agree with the outcome on the last step: good in right solutions, bad in wrong ones.</summary>
public sealed class TpGrpoTests
{
    private static readonly TpGrpo _thoughts = new() { Alpha = 0.7 };

    [Fact]
    public void Advantages_take_three_values_however_many_thoughts_there_are() => CreditSample.Holds(batch =>
    {
        PackedBatch steps = Steps(batch, right: y => y % 2 == 0);
        double[] advantages = _thoughts.Values("StepAdvantage", steps);
        double[] outcomes = _thoughts.Values("Outcome", steps);
        double[] accuracy = _thoughts.Values("Accuracy", steps);
        int[] completion = steps.Link("step", "completion").Targets.ToArray();
        for (int s = 0; s < advantages.Length; s++)
        {
            int y = completion[s];
            bool good = steps.Column("step", "good")[s] != 0;
            Property.Agree(
                (y % 2 == 0, good) switch
                {
                    (true, true) or (false, false) => outcomes[y],
                    (true, false) => outcomes[y] - (0.7 * accuracy[steps.Link("completion", "group").Target(y)]),
                    (false, true) => 0,
                },
                advantages[s]);
        }
    });

    [Fact]
    public void With_alpha_0_right_solutions_have_the_advantage_of_grpo() => CreditSample.Holds(batch =>
    {
        PackedBatch steps = Steps(batch, right: y => y % 2 == 0);
        TpGrpo objective = new() { Alpha = 0 };
        double[] advantages = objective.Values("StepAdvantage", steps);
        double[] outcomes = objective.Values("Outcome", steps);
        int[] completion = steps.Link("step", "completion").Targets.ToArray();
        Assert.All(Enumerable.Range(0, advantages.Length).Where(s => completion[s] % 2 == 0), s => Property.Agree(outcomes[completion[s]], advantages[s]));
    });

    [Fact]
    public void One_thought_for_each_solution_is_grpo() => CreditSample.Holds(batch =>
    {
        PackedBatch steps = Steps(batch, right: y => y % 2 == 0);
        steps = steps.With("step", "good", [.. steps.Link("step", "completion").Targets.ToArray().Select(y => y % 2 == 0 ? 1.0 : 0.0)]);
        double[] outcomes = _thoughts.Values("Outcome", steps);
        Property.Agree([.. steps.Link("step", "completion").Targets.ToArray().Select(y => outcomes[y])], _thoughts.Values("StepAdvantage", steps));
        Assert.All(batch.Groups(), group => Property.Agree([.. Score(steps, group)], [.. group.Select(y => outcomes[y])]));
    });

    [Fact]
    public void Where_all_solutions_are_wrong_nothing_is_learned() => CreditSample.Holds(batch =>
        Assert.All(_thoughts.Values("StepAdvantage", Steps(batch, right: _ => false)), advantage => Assert.Equal(0, advantage)));

    [Fact]
    public void Without_merging_rewards_pile_up_with_the_steps() => CreditSample.Holds(
        batch =>
        {
            PackedBatch steps = Steps(batch, right: _ => true);
            TpGrpo objective = new() { Alpha = 0.7, MergesSteps = false };
            steps = steps.With("step", "good", [.. Enumerable.Range(0, steps.Rows("step")).Select(s => s % 4 == 3 ? 1.0 : 0.0)]);
            double[] advantages = objective.Values("StepAdvantage", steps);
            Assert.All(Enumerable.Range(0, advantages.Length), s => Property.Agree(-0.7 * (3 - (s % 4)), advantages[s]));
        },
        fewestTokens: 4,
        mostTokens: 4);

    [Fact]
    public void A_solution_alone_has_no_outcome() => CreditSample.Holds(
        batch =>
        {
            double[] outcomes = _thoughts.Values("Outcome", Steps(batch, right: y => y % 2 == 0));
            Assert.All(batch.Groups().Where(group => group.Length == 1), group => Assert.Equal(0, outcomes[group[0]]));
        },
        fewestCompletions: 1);

    private static IEnumerable<double> Score(PackedBatch batch, int[] group)
    {
        (double[] centred, double deviation) = batch.Standard(group);
        return centred.Select(value => value / (deviation + 1e-6));
    }

    /// <summary>Every token a step; the last one is good where the solution is right, the others by chance.</summary>
    private static PackedBatch Steps(PackedBatch batch, Func<int, bool> right)
    {
        PackedBatch steps = batch.Cut(new SegmentedLevel("step", new NGramSegmenter(1)));
        double[] good = [.. steps.Column("token", "logp").Select(logp => (int)(Math.Abs(logp) * 1e6) % 2)];
        Assert.All(Enumerable.Range(0, batch.Rows("completion")), y => good[batch.Tokens(y)[^1]] = right(y) ? 1 : 0);
        return steps.With("step", "good", good).With("completion", "reward", [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => right(y) ? 1.0 : -1.0)]);
    }
}
