namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>The identities of TEMPO, and its tree held against the definition.</summary>
public sealed class TempoTests
{
    private static readonly Tempo _plain = new() { DividesByDeviation = false };

    [Fact]
    public void The_step_in_value_is_that_of_the_means_over_all_that_share_the_prefix() => CreditSample.Holds(batch =>
    {
        int[][] ids = batch.Ids(2);
        double[] advantages = _plain.Values("Advantage", batch.WithPrefixTree(ids));
        foreach (int[] group in batch.Groups())
        {
            double[] centred = batch.Standard(group).Centred;
            for (int i = 0; i < group.Length; i++)
            {
                int[] own = ids[group[i]];
                double Value(int length) => group.Where(y => ids[y].Length >= length && ids[y].Take(length).SequenceEqual(own.Take(length))).Average(y => batch.Column("completion", "reward")[y]);
                int[] tokens = batch.Tokens(group[i]);
                Property.Agree(
                    [.. tokens.Select((_, t) => centred[i] + Value(t + 1) - Value(t))],
                    [.. tokens.Select(t => advantages[t])]);
            }
        }
    });

    [Fact]
    public void Without_a_branch_it_is_grpo() => CreditSample.Holds(
        batch =>
        {
            double[] advantages = new Tempo().Values("Advantage", batch.WithPrefixTree([.. batch.Lengths().Select(length => Enumerable.Repeat(1, length).ToArray())]));
            foreach (int[] group in batch.Groups())
            {
                (double[] centred, double deviation) = batch.Standard(group);
                for (int i = 0; i < group.Length; i++)
                {
                    Assert.All(batch.Tokens(group[i]), t => Property.Agree(centred[i] / (deviation + 1e-6), advantages[t]));
                }
            }
        },
        fewestTokens: 3,
        mostTokens: 3);

    [Fact]
    public void Where_no_completion_begins_another_the_steps_add_up_to_the_reward_less_the_mean() => CreditSample.Holds(batch =>
    {
        double[] advantages = _plain.Values("Advantage", batch.WithPrefixTree(EndingApart(batch)));
        foreach (int[] group in batch.Groups())
        {
            double[] centred = batch.Standard(group).Centred;
            for (int i = 0; i < group.Length; i++)
            {
                int[] tokens = batch.Tokens(group[i]);
                Property.Agree((tokens.Length + 1) * centred[i], tokens.Sum(t => advantages[t]));
            }
        }
    });

    [Fact]
    public void Where_all_first_tokens_differ_the_first_has_twice_the_advantage_of_the_second() => CreditSample.Holds(batch =>
    {
        int[][] ids = [.. batch.Ids(3).Select((own, y) => own.Select((id, t) => t == 0 ? 100 + y : id).ToArray())];
        double[] advantages = new Tempo().Values("Advantage", batch.WithPrefixTree(ids));
        Assert.All(
            Enumerable.Range(0, ids.Length).Select(batch.Tokens).Where(tokens => tokens.Length > 1),
            tokens => Property.Agree(2 * advantages[tokens[1]], advantages[tokens[0]]));
    });

    [Fact]
    public void First_tokens_have_no_advantage_in_sum() => CreditSample.Holds(batch =>
    {
        double[] advantages = _plain.Values("Advantage", batch.WithPrefixTree(batch.Ids(2)));
        Assert.All(batch.Groups(), group => Property.Agree(0, group.Sum(y => advantages[batch.Tokens(y)[0]])));
    });

    [Fact]
    public void A_prompt_s_rewards_may_be_shifted_and_scaled() => CreditSample.Holds(batch =>
    {
        Tempo tempo = new() { Epsilon = 1e-12 };
        PackedBatch tree = batch.WithPrefixTree(batch.Ids(2));
        double[] moved = [.. batch.Column("completion", "reward").Select((reward, y) => (2.5 * reward) + 3 + batch.Link("completion", "group").Target(y))];
        Property.Agree(tempo.Values("Advantage", tree), tempo.Values("Advantage", tree.With("completion", "reward", moved)), 1e-7);
    });

    [Fact]
    public void Equal_rewards_teach_nothing() => CreditSample.Holds(batch =>
    {
        PackedBatch equal = new Tempo().Prepared(batch.Filled("completion", "reward", 1).WithPrefixTree(batch.Ids(2)));
        Assert.All(equal.Column("token", "advantage"), advantage => Assert.Equal(0, advantage));
        Assert.All(new Tempo().Gradient(equal), slope => Assert.Equal(0, slope));
    });

    [Fact]
    public void A_completion_alone_has_no_advantage() => CreditSample.Holds(
        batch =>
        {
            double[] advantages = new Tempo().Values("Advantage", batch.WithPrefixTree(batch.Ids(2)));
            Assert.All(batch.Groups().Where(group => group.Length == 1), group => Assert.All(batch.Tokens(group[0]), t => Assert.Equal(0, advantages[t])));
        },
        fewestCompletions: 1);

    private static int[][] EndingApart(PackedBatch batch) => [.. batch.Ids(2).Select((own, y) => own.Select((id, t) => t == own.Length - 1 ? 100 + y : id).ToArray())];
}
