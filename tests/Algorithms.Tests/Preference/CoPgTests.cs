using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>Contrastive policy gradient: what it is like, and where it goes.</summary>
public sealed class CoPgTests
{
    private const double Beta = 0.3;

    /// <summary>The loss has half of β in the reward, its gradient the whole: RLOO's on regularised rewards.</summary>
    [Fact]
    public void The_gradient_is_minus_the_leave_one_out_advantage_of_the_regularised_reward() => Check(batch =>
    {
        double[] rewards = [.. batch.Column("completion", "reward").Select((reward, y) => reward - (Beta * LogRatio(batch, y)))];
        Property.Agree(rewards, new CoPg { Beta = Beta }.Values("RegularizedReward", batch));
        double[] advantages = new RlooVerl().Values("Advantage", batch.With("completion", "reward", rewards).Filled("token", "reward", 0));
        Property.Agree(
            [.. batch.CompletionOfToken().Select(y => -advantages[y] / batch.Rows("group"))],
            new CoPg { Beta = Beta }.Gradient(batch));
    });

    [Fact]
    public void Of_two_completions_the_loss_is_the_paper_s_square() => Property.Holds(
        batch =>
        {
            double[] rewards = batch.Column("completion", "reward");
            double expected = batch.Groups().Average(pair =>
            {
                double gap = rewards[pair[0]] - rewards[pair[1]];
                double margin = LogRatio(batch, pair[0]) - LogRatio(batch, pair[1]);
                return (Math.Pow(gap - (Beta * margin), 2) - (gap * gap)) / (2 * Beta);
            });
            Property.Agree(expected, new CoPg { Beta = Beta }.Loss(batch));
        },
        Groups().Family("completion", 2, 2));

    [Fact]
    public void The_order_of_a_pair_does_not_matter() => Property.Holds(
        batch => Property.Agree(new CoPg().Loss(batch), new CoPg().Loss(Exchanged(batch))),
        Groups().Family("completion", 2, 2).Family("token", 2, 2));

    [Fact]
    public void What_is_added_to_all_rewards_of_a_prompt_changes_nothing() => Check(batch =>
    {
        PackedBatch shifted = batch.With("completion", "reward", [.. batch.Column("completion", "reward").Select((reward, y) => reward + Math.Sin(3 * batch.Link("completion", "group").Target(y)))]);
        Property.Agree(new CoPg { Beta = Beta }.Loss(batch), new CoPg { Beta = Beta }.Loss(shifted), 1e-8);
        Property.Agree(new CoPg { Beta = Beta }.Gradient(batch), new CoPg { Beta = Beta }.Gradient(shifted), 1e-8);
    });

    /// <summary>Rewards of ±1/4 make it IPO without division by lengths, up to scale and a constant.</summary>
    [Fact]
    public void Rewards_of_a_quarter_and_minus_a_quarter_make_it_ipo() => Property.Holds(
        batch =>
        {
            PackedBatch labelled = batch.With("completion", "reward", [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => y % 2 == 0 ? 0.25 : -0.25)]);
            double expected = labelled.Groups().Average(pair => Beta / 2 * Math.Pow(LogRatio(batch, pair[0]) - LogRatio(batch, pair[1]) - (1 / (2 * Beta)), 2));
            Property.Agree(expected - (1 / (8 * Beta)), new CoPg { Beta = Beta }.Loss(labelled));
        },
        Groups().Family("completion", 2, 2));

    [Fact]
    public void Equal_rewards_leave_the_regularisation_alone() => Property.Holds(
        batch => Property.Agree(
            batch.Groups().Average(pair => Beta / 2 * Math.Pow(LogRatio(batch, pair[0]) - LogRatio(batch, pair[1]), 2)),
            new CoPg { Beta = Beta }.Loss(batch.Filled("completion", "reward", 0.7))),
        Groups().Family("completion", 2, 2));

    private static BatchGenerator Groups() => BatchGenerator.For(new CoPg(), new RlooVerl()).Family("group", 1, 3).Family("completion", 2, 4);

    private static void Check(Action<PackedBatch> claim) => Property.Holds(claim, Groups());

    private static double LogRatio(PackedBatch batch, int completion) => batch.Link("token", "completion").Sources(completion).Sum(batch.LogRatio);

    /// <summary>Pairs of two completions of two tokens, the second before the first.</summary>
    private static PackedBatch Exchanged(PackedBatch batch)
    {
        double[] Turned(string level, string column, int size) => [.. batch.Column(level, column).Chunk(2 * size).SelectMany(pair => pair.Skip(size).Concat(pair.Take(size)))];
        return batch
            .With("completion", "reward", Turned("completion", "reward", 1))
            .With("token", "logp", Turned("token", "logp", 2))
            .With("token", "ref_logp", Turned("token", "ref_logp", 2));
    }
}
