using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`00-grpo-advantage`: several reward functions, TRL's two orders and verl.</summary>
internal static class GroupAdvantageGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("GRPO group-relative advantage (TRL and verl flavours)", golden =>
        {
            (GoldenAxis completions, PackedBatch batch) = Pack(golden);
            IObjective objective = Objective(golden);
            bool sumsFirst = objective is not Gdpo;
            return new GoldenTest(objective, batch).From("adv", run => completions.Unpack(run.Backend.Values(
                objective, "Advantage", sumsFirst ? run.Backend.Prepare(new WeightedReward(), batch) : batch)));
        }),
    ];

    private static IObjective Objective(GoldenReader golden)
    {
        string flavour = golden.Text("flavour", "trl");
        string scale = golden.Text("scale", "group");
        golden.Expect("flavour", "trl", "verl").Expect("aggregation", "sum_then_normalize", "normalize_then_sum");
        bool sumsFirst = golden.Text("aggregation", "sum_then_normalize") == "sum_then_normalize";
        return (flavour, sumsFirst, scale) switch
        {
            ("trl", true, _) => new Grpo { Scale = golden.Choice<RewardScale>("scale", RewardScale.Group) },
            ("trl", false, _) => new Gdpo(),
            (_, true, "group" or "none") => new GrpoVerl { DividesByDeviation = scale == "group" },
            _ => throw new GoldenException($"{golden.Case.Where}: verl has neither normalize_then_sum nor the scale '{scale}'."),
        };
    }

    /// <summary>Completions in groups, with a term for each reward function and a criterion for each function of a group.</summary>
    private static (GoldenAxis Completions, PackedBatch Batch) Pack(GoldenReader golden)
    {
        GoldenArray rewards = golden.Input("rewards");
        GoldenArray valid = golden.HasInput("valid") ? golden.Input("valid") : rewards.Select(reward => double.IsNaN(reward) ? 0 : 1);
        (int count, int functions) = (rewards.Shape[0], rewards.Shape[1]);
        double[] weights = golden.Has("weights") ? golden.Numbers("weights") : [.. Enumerable.Repeat(1.0, functions)];
        GoldenArray group = golden.Ignore("group_size").HasInput("group")
            ? golden.Input("group")
            : GoldenArray.Vector([.. Enumerable.Range(0, count).Select(i => (double)(i / golden.Integer("group_size")))]);

        GoldenLayout layout = new(golden);
        (GoldenAxis groups, GoldenAxis completions) = layout.Grouped("group", "completion", group);
        double[] numbers = group.Values.Distinct().ToArray();
        GoldenAxis criteria = layout.Under(groups, "criterion", GoldenArray.Filled(1, numbers.Length, functions));
        GoldenAxis terms = layout.Under(completions, "reward_term", GoldenArray.Filled(1, count, functions));
        int[] places = [.. Enumerable.Range(0, count * functions).Select(place => (Array.IndexOf(numbers, group.Values[place / functions]) * functions) + (place % functions))];
        layout.Link(terms, "criterion", criteria, places)
            .Column(terms, "valid", valid)
            .Column(terms, "value", rewards with { Values = rewards.Values.Zip(valid.Values, (reward, isValid) => isValid == 0 ? 0 : reward).ToArray() })
            .Column(terms, "weight", new GoldenArray([.. Enumerable.Range(0, count * functions).Select(place => weights[place % functions])], [count, functions]));
        // verl adds the rewards of tokens, of which there are none.
        layout.Under(completions, "token", GoldenArray.Filled(1, count, 1));
        return (completions, layout.Batch());
    }
}
