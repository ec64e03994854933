using Paragon.Models;
using Paragon.Rollouts;

namespace Paragon.Training;

/// <summary>Completions that are drawn as trees of steps, where formulas compare the steps that were tried at one place (PORTool).</summary>
internal static class StepTrees
{
    /// <summary>Level of the tree's steps.</summary>
    internal const string Level = "step_node";

    /// <summary>Level of the places where steps were tried.</summary>
    internal const string Forks = "fork";

    /// <summary>Level of a completion's steps.</summary>
    internal const string Steps = "step";

    internal static readonly ColumnName Format = new(Level, "format_score");

    private const int MostChildren = 2;

    /// <summary>Whether formulas read trees.</summary>
    internal static bool AreRead(ObjectiveInputs inputs) => inputs.Levels.Contains(Level) || inputs.Levels.Contains(Forks);

    /// <summary>Draws completions of prompts as trees: a quarter of them begin at the root, and each step after that is tried twice while there is room.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="model">The policy.</param>
    /// <param name="sampling">How tokens are drawn.</param>
    /// <param name="options">Size of a group, and tokens of a step.</param>
    /// <param name="seed">Seed of the randomness.</param>
    internal static IReadOnlyList<StepTree<SampledCompletion>> Draw(
        IReadOnlyList<Prompt> prompts, Transformer model, SamplingOptions sampling, OnPolicyOptions options, ulong seed)
    {
        int mostSteps = (sampling.MaximumNewTokens + options.StepTokens - 1) / options.StepTokens;
        using Sampler sampler = new(model, sampling with { MaximumNewTokens = options.StepTokens }, seed);
        return new TreeRollout(Math.Max(1, options.GroupSize / 4), MostChildren, options.GroupSize, mostSteps).Draw<SampledCompletion>(
            prompts.Count,
            open => [.. sampler.Generate([.. open.Select(branch => (int[])[.. prompts[branch.Tree].Tokens, .. branch.History.SelectMany(step => step.Tokens)])]).Select(step => (step, step.Stopped))]);
    }

    /// <summary>The batch with the trees that its completions were drawn as: levels <c>fork</c> and <c>step_node</c>.</summary>
    /// <param name="batch">The rollouts, with their steps.</param>
    /// <param name="rollouts">The same, in the order of the batch's completions.</param>
    internal static PackedBatch Add(PackedBatch batch, IReadOnlyList<Rollout> rollouts)
    {
        PackedLink group = batch.Link("completion", "group");
        batch = batch.WithStepTrees([.. Enumerable.Range(0, batch.Rows("group")).Select(row => Tree(group.Sources(row).Select(completion => rollouts[completion].Nodes)))]);
        if (!batch.TryColumn(Steps, Format.Column, out double[]? scores))
        {
            return batch;
        }

        PackedLink nodes = batch.Link(Steps, Level);
        return batch.With(Format.Level, Format.Column, [.. Enumerable.Range(0, batch.Rows(Level)).Select(node => scores[nodes.Sources(node)[0]])]);
    }

    /// <summary>The tree of some trajectories, each the numbers of its steps.</summary>
    private static StepTree<int> Tree(IEnumerable<IReadOnlyList<int>> paths)
    {
        StepTree<int> tree = new();
        Dictionary<int, int> known = [];
        foreach (IReadOnlyList<int> path in paths)
        {
            int at = -1;
            foreach (int step in path)
            {
                at = known.TryGetValue(step, out int node) ? node : known[step] = tree.Add(at, step);
            }

            tree.End(at);
        }

        return tree;
    }
}
