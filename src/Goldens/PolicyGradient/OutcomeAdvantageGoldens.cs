using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>verl's advantages from summed token rewards: RLOO, OPO, GPG, pass@k, REINFORCE++, ReMax, the optimal token baseline.</summary>
internal static class OutcomeAdvantageGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        OfCompletion("RLOO leave-one-out advantage", _ => new RlooVerl()),
        OfCompletion("OPO length-weighted optimal baseline", _ => new Opo()),
        OfCompletion("GPG advantage with alpha = N / #nonzero", golden => new Gpg { Divisor = golden.Number("f_norm", 1) }),
        OfCompletion("GRPO pass@k advantage", golden => new PassAtK { DividesByDeviation = golden.Flag("scale", true) }),
        new("REINFORCE++-baseline", golden =>
        {
            TokenLayout batch = golden.Tokens(group: "group").TokenRewards();
            return new GoldenTest(new ReinforcePlusPlusBaseline(), batch.Batch()).Values("adv", batch.Tokens, "Advantage");
        }),
        new("REINFORCE++ discounted returns, global whitening", golden =>
        {
            // verl stops the return at a hole in the mask, so each run of tokens is a completion of its own.
            TokenRuns runs = TokenRuns.Of(golden);
            GoldenArray rewards = golden.Ignore("group").Input("token_rewards");
            double discount = golden.Number("gamma");
            return new GoldenTest(new ReinforcePlusPlus { Discount = discount }, runs.Batch("reward", rewards))
                .From("adv", run => runs.Unpack(run.Values("Advantage")))
                .From("returns", run => runs.Returns(run.Values("Return"), rewards, discount));
        }),
        new("ReMax greedy baseline", golden =>
        {
            TokenLayout batch = golden.Tokens(group: "group").TokenRewards().Completion("baseline_reward", "reward_baselines");
            // verl leaves the reward to go at masked places, and subtracts no baseline there.
            return new GoldenTest(new ReMax(), batch.Batch())
                .From("adv", run =>
                {
                    GoldenArray carried = batch.Carry(run.Values("Return"));
                    return batch.Tokens.Unpack(run.Values("Advantage")).WhereMasked(batch, place => carried.Values[place]);
                })
                .From("returns", run => batch.Carry(run.Values("Return")));
        }),
        new("Optimal token baseline", golden =>
        {
            TokenLayout batch = golden.Tokens(group: "group").TokenRewards()
                .Token("old_logp").Token("sum_squared_probability", "sum_pi_squared").Token("importance_weight", "is_weights", optional: true);
            AddPositions(batch, golden.Input("group"));
            return new GoldenTest(new OptimalTokenBaseline { HandlesZeroTail = golden.Flag("handle_zero_tail", false) }, batch.Batch())
                .Values("adv", batch.Tokens, "Advantage")
                .From("returns", run => batch.Carry(run.Values("Return")));
        }),
    ];

    private static GoldenAdapter OfCompletion(string method, Func<GoldenReader, IObjective> objective) => new(method, golden =>
    {
        TokenLayout batch = golden.Tokens(group: "group").TokenRewards();
        return new GoldenTest(objective(golden), batch.Batch()).From("adv", run => batch.Spread(run.Values("Advantage")));
    });

    /// <summary>One position for each group and each place along the padded width.</summary>
    private static void AddPositions(TokenLayout batch, GoldenArray group)
    {
        double[] groups = group.Values.Distinct().ToArray();
        int width = batch.Tokens.Shape[1];
        GoldenAxis positions = batch.Layout.Under(batch.Groups!, "position", GoldenArray.Filled(1, groups.Length, width));
        int[] places = [.. Enumerable.Range(0, batch.Tokens.Rows.Length).Select(place => (Array.IndexOf(groups, group.Values[place / width]) * width) + (place % width))];
        batch.Layout.Link(batch.Tokens, "position", positions, places);
    }
}
