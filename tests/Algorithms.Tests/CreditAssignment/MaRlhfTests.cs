using Paragon.Segmentation;

namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>The identities of MA-RLHF.</summary>
public sealed class MaRlhfTests
{
    private static readonly SegmentedLevel _pairs = new("macro", new NGramSegmenter(2));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_macro_actions_of_one_token_it_is_the_advantage_of_tokens(bool averages) => CreditSample.Holds(batch =>
    {
        PackedBatch outcome = batch.Filled("completion", "reward", 0);
        MaRlhf objective = new() { Discount = 0.9, Lambda = 0.7, AveragesRewards = averages };
        Property.Agree(
            new Gae { Discount = 0.9, Lambda = 0.7 }.Values("Raw", outcome),
            objective.Values("MacroAdvantage", outcome.Cut(new SegmentedLevel("macro", new NGramSegmenter(1)))));
    });

    [Fact]
    public void A_whole_completion_as_one_decision_is_a_bandit() => CreditSample.Holds(batch =>
    {
        double[] advantages = new MaRlhf().Values("MacroAdvantage", batch.Cut(new SegmentedLevel("macro", new NGramSegmenter(int.MaxValue))));
        Property.Agree([.. Completions(batch, y => Total(batch, y) - y.Average(t => batch.Column("token", "old_value")[t]))], advantages);
    });

    [Fact]
    public void Without_decay_the_first_return_is_the_whole_reward() => CreditSample.Holds(batch =>
    {
        PackedBatch macros = batch.Cut(_pairs);
        MaRlhf objective = new() { Lambda = 1 };
        double[] returns = objective.Values("MacroReturn", macros.With("macro", "advantage", objective.Values("MacroAdvantage", macros)));
        Property.Agree([.. Completions(batch, y => Total(batch, y))], [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => returns[macros.Link("macro", "completion").Sources(y)[0]])]);
    });

    [Fact]
    public void A_reward_in_a_last_macro_action_of_one_token_is_the_same_summed_or_averaged() => CreditSample.Holds(batch =>
    {
        PackedBatch macros = new SegmentedLevel("macro", new NGramSegmenter(2))
            .Add(batch, [.. batch.Lengths().Select(length => SegmentCut.Of(length, token => token == length - 1 || token % 2 == 0))]);
        double[] last = new double[batch.Rows("token")];
        Assert.All(Enumerable.Range(0, batch.Rows("completion")), y => last[batch.Tokens(y)[^1]] = 1 + y);
        macros = macros.With("token", "reward", last);
        Property.Agree(new MaRlhf().Values("MacroAdvantage", macros), new MaRlhf { AveragesRewards = true }.Values("MacroAdvantage", macros));
    });

    [Fact]
    public void Tokens_share_advantage_and_return_of_their_macro_action() => CreditSample.Holds(batch =>
    {
        PackedBatch macros = new MaRlhf { KlCoefficient = 0 }.Prepared(batch.Cut(_pairs));
        int[] link = macros.Link("token", "macro").Targets.ToArray();
        foreach (string column in new[] { "advantage", "return" })
        {
            Property.Agree([.. link.Select(macro => macros.Column("macro", column)[macro])], macros.Column("token", column));
        }
    });

    [Theory]
    [InlineData(MacroWeight.Equal)]
    [InlineData(MacroWeight.Unit)]
    [InlineData(MacroWeight.Position)]
    public void Weights_add_up_to_1(MacroWeight weight) => CreditSample.Holds(batch =>
    {
        PackedBatch macros = batch.Cut(_pairs).Filled("token", "old_value", 3);
        Assert.All(new MaRlhf { ValueWeight = weight }.Values("Value", macros), value => Property.Agree(3, value));
    });

    [Fact]
    public void The_reward_of_a_completion_reaches_its_last_token_clipped_and_every_token_pays_for_its_divergence() => CreditSample.Holds(batch =>
    {
        PackedBatch macros = batch.Cut(_pairs);
        double[] rewards = new MaRlhf { KlCoefficient = 0.5, RewardClip = 0.25 }.Values("TokenReward", macros);
        int[] completions = batch.CompletionOfToken();
        for (int t = 0; t < rewards.Length; t++)
        {
            double price = 0.5 * (batch.Column("token", "old_logp")[t] - batch.Column("token", "ref_logp")[t]);
            double final = batch.Tokens(completions[t])[^1] == t ? Math.Clamp(batch.Column("completion", "reward")[completions[t]], -0.25, 0.25) : 0;
            Property.Agree(batch.Column("token", "reward")[t] + final - price, rewards[t]);
        }
    });

    private static IEnumerable<double> Completions(PackedBatch batch, Func<int[], double> value) => Enumerable.Range(0, batch.Rows("completion")).Select(y => value(batch.Tokens(y)));

    private static double Total(PackedBatch batch, int[] tokens) => tokens.Sum(t => batch.Column("token", "reward")[t]);
}
