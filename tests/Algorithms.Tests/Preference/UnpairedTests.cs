using CsCheck;
using Paragon.Testing;
using static Paragon.Algorithms.Tests.Preference.Computed;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>Losses of single completions and of lists.</summary>
public sealed class UnpairedTests
{
    private const int Batches = 30;

    [Fact]
    public void The_kl_of_kto_carries_no_gradient()
    {
        int moved = 0;
        Each(BatchGenerator.For(new Kto()), batch =>
        {
            double[] gradient = new Kto { Beta = 0.5 }.LogProbGradient(batch);
            PackedLink owner = batch.Link("token", "completion");
            HashSet<int> own = [.. batch.Link("example", "completion").Targets];
            Assert.All(Enumerable.Range(0, gradient.Length).Where(token => !own.Contains(owner.Target(token))), token => Assert.Equal(0, gradient[token]));
            moved += gradient.Count(value => value != 0);
        });
        Assert.NotEqual(0, moved);
    }

    [Fact]
    public void Kto_with_a_negative_kl_estimate_is_the_unpaired_anchored_loss() => Each(BatchGenerator.For(new Kto()), batch =>
    {
        PackedBatch certain = batch.With("token", "ref_logp", [.. batch.Column("token", "logp").Select(logp => logp + 0.5)]);
        AssertSame(
            new ApoZeroUnpaired { Beta = 0.5, DesirableWeight = 1.3, UndesirableWeight = 0.7 }.Loss(certain),
            new Kto { Beta = 0.5, DesirableWeight = 1.3, UndesirableWeight = 0.7 }.Loss(certain));
    });

    [Fact]
    public void Kto_is_bounded_by_its_weights() => Each(BatchGenerator.For(new Kto()), batch =>
        Assert.All(new Kto { Beta = 3, DesirableWeight = 1.3, UndesirableWeight = 0.7 }.Values("Loss", batch), value => Assert.InRange(value, 0, 1.3)));

    [Fact]
    public void The_gradient_of_gold_is_the_reward_times_the_bounded_probability() => Each(BatchGenerator.For(new Gold()), batch =>
    {
        double[] gradient = new Gold { LowerBound = 0.2 }.LogProbGradient(batch);
        PackedLink completion = batch.Link("token", "completion");
        for (int token = 0; token < gradient.Length; token++)
        {
            double reward = batch.Column("completion", "reward")[completion.Target(token)];
            double weight = Math.Max(Math.Exp(batch.Column("token", "logp")[token]), 0.2);
            AssertSame(-reward * weight / batch.Rows("completion"), gradient[token]);
        }
    });

    /// <summary>The shift is over all examples that were ever seen, however they were divided into batches.</summary>
    [Fact]
    public void The_running_mean_of_bco_is_the_mean_of_all_rewards_so_far()
    {
        Bco bco = new() { Beta = 0.4 };
        List<double> rewards = [];
        Each(BatchGenerator.For(bco), batch =>
        {
            PackedLink completion = batch.Link("example", "completion");
            double[] own = [.. Enumerable.Range(0, batch.Rows("example")).Select(row => 0.4 * LogRatio(batch, completion.Target(row)))];
            rewards.AddRange(own);
            Dictionary<string, double> metrics = ((IObjective)bco).Stages.Where(stage => stage.Kind == StageKind.Metric)
                .ToDictionary(stage => stage.Column, stage => bco.Values(stage.Name, batch)[0]);
            Bco next = (Bco)bco.Next(metrics);
            AssertSame(rewards.Average(), next.RunningMean);
            AssertSame(rewards.Count, next.RunningCount);
            double[] desirable = batch.Column("example", "desirable");
            double[] expected = [.. own.Select((reward, row) => Math.Log(1 + Math.Exp((desirable[row] != 0 ? -1 : 1) * (reward - next.RunningMean))))];
            Assert.All(expected.Zip(bco.Values("Loss", batch)), pair => AssertSame(pair.First, pair.Second));
            bco = next;
        });
    }

    [Fact]
    public void Bco_weighs_undesirable_examples_by_the_odds_of_their_prompts() => Each(BatchGenerator.For(new Bco()), batch =>
    {
        Bco matched = new() { MatchDistribution = true, MinDensityRatio = 0.5, MaxDensityRatio = 2 };
        double[] plain = new Bco().Values("Loss", batch);
        double[] weighted = matched.Values("Loss", batch);
        for (int row = 0; row < plain.Length; row++)
        {
            double probability = batch.Column("example", "desirable_prompt_probability")[row];
            double weight = batch.Column("example", "desirable")[row] != 0 ? 1 : Math.Clamp(probability / (1 - probability + 1e-8), 0.5, 2);
            AssertSame(weight * plain[row], weighted[row]);
        }
    });

    /// <summary>With one worse completion PRO is a logistic loss of the log-probabilities weighted by the rewards' difference.</summary>
    [Fact]
    public void Pro_of_two_completions_is_logistic() => Each(BatchGenerator.For(new Pro()).Family("completion", 2, 2), random =>
    {
        PackedBatch batch = BestFirst(random);
        double[] rewards = batch.Column("completion", "reward");
        double expected = 0;
        for (int list = 0; list < batch.Rows("group"); list++)
        {
            int[] members = batch.Link("completion", "group").Sources(list);
            double margin = rewards[members[0]] - rewards[members[1]];
            expected += Math.Log(1 + Math.Exp(margin * (MeanLogProb(batch, members[1]) - MeanLogProb(batch, members[0]))));
        }

        AssertSame(expected / batch.Rows("group"), new Pro { SftWeight = 0, Epsilon = 0 }.Loss(batch));
    });

    /// <summary>The batch with rewards that fall along each list.</summary>
    private static PackedBatch BestFirst(PackedBatch batch)
    {
        double[] rewards = [.. batch.Column("completion", "reward")];
        for (int list = 0; list < batch.Rows("group"); list++)
        {
            int[] members = batch.Link("completion", "group").Sources(list);
            double[] falling = [.. members.Select(row => rewards[row]).OrderDescending()];
            for (int i = 0; i < members.Length; i++)
            {
                rewards[members[i]] = falling[i];
            }
        }

        return batch.With("completion", "reward", rewards);
    }

    private static double LogRatio(PackedBatch batch, int completion) =>
        batch.Link("token", "completion").Sources(completion).Sum(token => batch.Column("token", "logp")[token] - batch.Column("token", "ref_logp")[token]);

    private static double MeanLogProb(PackedBatch batch, int completion) =>
        batch.Link("token", "completion").Sources(completion).Average(token => batch.Column("token", "logp")[token]);

    private static void Each(BatchGenerator generator, Action<PackedBatch> check)
    {
        for (int seed = 1; seed <= Batches; seed++)
        {
            PackedBatch batch = generator.Generate(new PCG(13, (ulong)seed), null, out _);
            try
            {
                check(batch);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"On the batch\n{BatchText.Of(batch)}", failure);
            }
        }
    }
}
