using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>What the golden files of pairwise losses expect: the loss, each pair's part of it, and two gradients.</summary>
internal static class PairTest
{
    /// <summary>The test of an objective on pairs whose token columns are in the layout.</summary>
    /// <remarks>
    /// Each pair's part is the formula of one pair, as the files have it: without a fine-tuning term over the whole batch,
    /// but where that term is all there is, each pair has it.
    /// </remarks>
    public static GoldenTest Of(IObjective objective, TwinLayout pairs) =>
        new GoldenTest(objective, pairs.Batch())
            .Loss()
            .From("per_pair_loss", run => new GoldenArray(OfPairs(run, objective) ?? Each(run, objective, pairs), pairs.Elements.Shape))
            .Gradient("grad_logp_chosen", pairs.First, "logp")
            .Gradient("grad_logp_rejected", pairs.Second, "logp");

    /// <summary>The test of a weighted sum of objectives: what a mixture with optimal transport means, which needs the whole batch and is no one objective.</summary>
    /// <remarks>Each pair's part has all terms, so that the mean over the pairs is the loss.</remarks>
    public static GoldenTest Of(IReadOnlyList<(double Weight, IObjective Objective)> parts, TwinLayout pairs) =>
        new GoldenTest(parts[0].Objective, pairs.Batch())
            .From("loss", run => GoldenArray.Scalar(parts.Sum(part => part.Weight * run.Backend.Loss(part.Objective, run.Test.Batch).Value)))
            .From("per_pair_loss", run => new GoldenArray(Sum(parts, part => Each(run, part, pairs))!, pairs.Elements.Shape))
            .From("grad_logp_chosen", run => Gradient(run, parts, pairs.First))
            .From("grad_logp_rejected", run => Gradient(run, parts, pairs.Second));

    /// <summary>The derivative of a weighted sum of objectives by each token's log-probability; null where the backend has none.</summary>
    public static double[]? ByLogProb(GoldenRun run, IReadOnlyList<(double Weight, IObjective Objective)> parts) =>
        Sum(parts, part => run.Backend.Loss(part, run.Test.Batch).Gradient?[new ColumnName("token", "logp")]);

    private static GoldenArray? Gradient(GoldenRun run, IReadOnlyList<(double Weight, IObjective Objective)> parts, GoldenAxis tokens) =>
        ByLogProb(run, parts) is { } total ? tokens.Unpack(total) : null;

    private static double[]? Sum(IReadOnlyList<(double Weight, IObjective Objective)> parts, Func<IObjective, double[]?> values)
    {
        double[]? total = null;
        foreach ((double weight, IObjective objective) in parts)
        {
            if (values(objective) is not { } part)
            {
                return null;
            }

            total = [.. part.Select((value, row) => (weight * value) + (total?[row] ?? 0))];
        }

        return total;
    }

    /// <summary>The losses of one pair, added up, or null where the objective has none.</summary>
    private static double[]? OfPairs(GoldenRun run, IObjective objective)
    {
        Stage[] stages = [.. Losses(objective).Where(stage => !stage.IsOfBatch)];
        return stages.Length == 0 ? null : stages.Select(stage => run.Backend.Values(objective, stage, run.Test.Batch)).Aggregate((sum, next) => [.. sum.Zip(next, (a, b) => a + b)]);
    }

    /// <summary>All losses, those of the whole batch given to each pair.</summary>
    private static double[] Each(GoldenRun run, IObjective objective, TwinLayout pairs)
    {
        double whole = Losses(objective).Where(stage => stage.IsOfBatch).Sum(stage => run.Backend.Values(objective, stage, run.Test.Batch)[0]);
        return [.. (OfPairs(run, objective) ?? new double[pairs.Elements.Rows.Length]).Select(value => value + whole)];
    }

    private static IEnumerable<Stage> Losses(IObjective objective) => objective.Stages.Where(stage => stage.Kind == StageKind.Loss);
}
