using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Methods whose rollouts form a tree of steps: PORTool.</summary>
internal static class TreeCreditGoldens
{
    public static IEnumerable<GoldenAdapter> All => [new("PORTool", PorTool)];

    private static GoldenTest PorTool(GoldenReader golden)
    {
        GoldenArray path = golden.Input("path");
        int[] parents = [.. golden.Input("parent").Values.Select(value => (int)value)];
        int width = path.Shape[1];
        GoldenLayout layout = new(golden);
        GoldenAxis group = layout.Root("group", 1);
        GoldenAxis completions = layout.Under(group, "completion", GoldenArray.Filled(1, 1, path.Shape[0]));
        completions = completions with { Shape = [path.Shape[0]] };
        GoldenAxis steps = layout.Under(completions, "step", path.Select(node => node < 0 ? 0 : 1));

        int[] forks = [.. parents.Distinct()];
        GoldenAxis places = layout.Under(group, "fork", GoldenArray.Filled(1, 1, forks.Length));
        GoldenAxis nodes = layout.Under(group, "step_node", GoldenArray.Filled(1, 1, parents.Length));
        nodes = nodes with { Shape = [parents.Length] };
        layout.Link(nodes, "fork", places, [.. parents.Select(parent => Array.IndexOf(forks, parent))]);
        double[] depth = golden.Input("depth").Values;
        for (int place = 0; place < path.Values.Length; place++)
        {
            if (path.Values[place] is >= 0 and double node && depth[(int)node] != (place % width) + 1)
            {
                throw new GoldenException($"{golden.Case.Where}: node {node} has depth {depth[(int)node]}, but it is step {(place % width) + 1} of a trajectory.");
            }
        }

        layout.Link(steps, "step_node", nodes, [.. path.Values.Select(node => (int)node)])
            .Column(completions, "reward", "outcome").Column(nodes, "format_score");
        PorTool objective = new()
        {
            Discount = golden.Number("gamma"),
            MaxSteps = golden.Number("t_max"),
            Aggregate = golden.Choice<DescendantAggregate>("aggregate"),
            TrajectoryWeight = golden.Number("w1"),
            ForkWeight = golden.Number("w2"),
            Epsilon = golden.Number("eps"),
        };
        return new GoldenTest(objective, layout.Batch())
            .Values("step_reward", nodes, "StepReward")
            .Values("fork_adv", nodes, "ForkAdvantage")
            .Values("traj_adv", completions, "TrajectoryAdvantage")
            .Values("adv", steps, "Advantage");
    }
}
