using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>What the golden files of pairwise losses expect: the loss, each pair's part of it, and two gradients.</summary>
internal static class PairTest
{
    /// <summary>The test of an objective on pairs whose token columns are in the layout.</summary>
    public static GoldenTest Of(IObjective objective, TwinLayout pairs) =>
        new GoldenTest(objective, pairs.Batch())
            .Loss()
            .From("per_pair_loss", run => Each(run, pairs.Elements))
            .Gradient("grad_logp_chosen", pairs.First, "logp")
            .Gradient("grad_logp_rejected", pairs.Second, "logp");

    /// <summary>
    /// The loss of each element, as the files have it: the formulas of one element, without a fine-tuning term over the
    /// whole batch; where that term is all there is, each element has it.
    /// </summary>
    public static GoldenArray Each(GoldenRun run, GoldenAxis elements)
    {
        Stage[] losses = [.. run.Objective.Stages.Where(stage => stage.Kind == StageKind.Loss)];
        Stage stage = losses.FirstOrDefault(stage => stage.Level == elements.Level) ?? losses.Single();
        double[] values = run.Values(stage.Name);
        return stage.IsOfBatch ? GoldenArray.Filled(values[0], elements.Shape) : elements.Unpack(values);
    }
}
