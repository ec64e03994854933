using CsCheck;
using Paragon.Rollouts;

namespace Paragon.Framework.Tests.Rollouts;

/// <summary>Trees of rollouts stay within their bounds, and their levels say who shares what.</summary>
public sealed class TreeRolloutTests
{
    private static readonly Gen<(TreeRollout, int)> s_rollouts =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 6], Gen.Int[1, 5], Gen.Int[0, 1000])
            .Select((roots, children, more, steps, seed) => (new TreeRollout(roots, children, roots + more, steps), seed));

    [Fact]
    public void A_tree_has_its_roots_and_no_more_branches_children_and_steps_than_allowed() => s_rollouts.Check(
        (rollout, seed) =>
        {
            StepTree<int> tree = Draw(rollout, seed);
            Assert.Equal(rollout.Roots, tree.Parents.Count(parent => parent < 0));
            Assert.InRange(tree.Paths.Count, rollout.Roots, rollout.MostTrajectories);
            Assert.All(tree.Paths, path => Assert.InRange(path.Count, 1, rollout.MostSteps));
            Assert.All(tree.Parents.Where(parent => parent >= 0).GroupBy(parent => parent), children => Assert.InRange(children.Count(), 1, rollout.MostChildren));

            // Every step is on some trajectory, and every trajectory goes from a root along parents.
            Assert.Equal(tree.Count, tree.Paths.SelectMany(path => path).Distinct().Count());
            Assert.All(tree.Paths, path => Assert.All(Enumerable.Range(0, path.Count), place => Assert.Equal(place == 0 ? -1 : path[place - 1], tree.Parents[path[place]])));
        },
        iter: 200);

    [Fact]
    public void Its_levels_put_siblings_at_one_fork_and_shared_steps_at_one_node() => s_rollouts.Check(
        (rollout, seed) =>
        {
            StepTree<int>[] trees = [Draw(rollout, seed), Draw(rollout, seed + 1)];
            PackedBatch batch = new PackedBatchBuilder()
                .Level("group", 2)
                .LevelOf("completion", "group", trees.Select(tree => tree.Paths.Count))
                .LevelOf("step", "completion", trees.SelectMany(tree => tree.Paths).Select(path => path.Count))
                .Build().WithStepTrees(trees);
            PackedLink node = batch.Link("step", "step_node"), fork = batch.Link("step_node", "fork");
            Assert.Equal(trees.Sum(tree => tree.Count), batch.Rows("step_node"));
            (int Tree, int Node)[] steps = [.. trees.SelectMany((tree, index) => tree.Paths.SelectMany(path => path.Select(step => (index, step))))];
            for (int a = 0; a < steps.Length; a++)
            {
                for (int b = 0; b < steps.Length; b++)
                {
                    Assert.Equal(steps[a] == steps[b], node.Target(a) == node.Target(b));
                    bool siblings = steps[a].Tree == steps[b].Tree && trees[steps[a].Tree].Parents[steps[a].Node] == trees[steps[b].Tree].Parents[steps[b].Node];
                    Assert.Equal(siblings, fork.Target(node.Target(a)) == fork.Target(node.Target(b)));
                }
            }
        },
        iter: 50);

    [Fact]
    public void Trees_of_other_trajectories_than_the_batch_s_are_refused()
    {
        StepTree<int> tree = Draw(new TreeRollout(2, 1, 2, 3), 1);
        PackedBatch batch = new PackedBatchBuilder().Level("group", 1).LevelOf("completion", "group", [1]).LevelOf("step", "completion", [3]).Build();
        BatchException error = Assert.Throws<BatchException>(() => batch.WithStepTrees([tree]));
        Assert.Equal("The trees have 2 elements of the level 'completion', but the batch has 1.", error.Message);
    }

    private static StepTree<int> Draw(TreeRollout rollout, int seed)
    {
        Random random = new(seed);
        return rollout.Draw<int>(history => (random.Next(4), random.Next(3) == 0));
    }
}
