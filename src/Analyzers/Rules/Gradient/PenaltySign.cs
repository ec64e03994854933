using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Gradient;

/// <summary>
/// Whether what a loss does with its reference, where the advantage is 0, drives the policy away from it: the slope by the
/// log-probability is below 0 wherever that lies above the reference's, and above 0 wherever it lies below.
/// </summary>
internal static class PenaltySign
{
    private const int Samples = 16;
    private const int Enough = 6;

    /// <summary>What is seen where the sign is wrong at every sampled token that has a slope; null otherwise.</summary>
    public static string? Reversed(StageGraph stage)
    {
        if (Column(stage, "logp") is not { CarriesGradient: true } policy || Column(stage, "ref_logp") is not { } reference || Column(stage, "advantage") is null)
        {
            return null;
        }

        Node? slope;
        try
        {
            slope = Differentiation.Gradient(stage.Builder, stage.Value).TryGetValue(policy, out Node? found) ? found : null;
        }
        catch (DifferentiationException)
        {
            // The generator says so where it stands.
            return null;
        }

        return slope is null ? null : Reversed(stage, slope, policy, reference);
    }

    private static string? Reversed(StageGraph stage, Node slope, ColumnNode policy, ColumnNode reference)
    {
        SampleBatches batches = new(stage.Value, slope, reference);
        string? witness = null;
        int seen = 0;
        for (int seed = 0; seed < Samples; seed++)
        {
            Evaluator sample = WithoutCredit(stage, batches.Next(seed, new SampleSettings { LargestMagnitude = 3 })).Evaluator();
            double[] slopes = sample.Evaluate(slope);
            double[] own = sample.Evaluate(policy), frozen = sample.Evaluate(reference);
            for (int row = 0; slopes.Length == own.Length && row < slopes.Length; row++)
            {
                double toward = slopes[row] * Math.Sign(own[row] - frozen[row]);
                if (toward > 1e-9 || double.IsNaN(toward))
                {
                    return null;
                }

                if (toward < -1e-9)
                {
                    seen++;
                    witness ??= $"with advantage 0, at logp = {Numbers.Text(own[row])} and ref_logp = {Numbers.Text(frozen[row])} its slope by logp is {Numbers.Text(slopes[row])}, so descent moves the policy away from its reference";
                }
            }
        }

        return seen >= Enough ? witness : null;
    }

    private static Sample WithoutCredit(StageGraph stage, Sample sample)
    {
        SampleBatch batch = stage.Nodes.OfType<ColumnNode>().Where(column => column.Name == "advantage")
            .Aggregate(sample.Batch, (all, column) => all.Map(column.Domain!.Key, column.Name, (_, _) => 0));

        // On policy the ratio is 1, and only the penalty is left to see.
        return sample with
        {
            Batch = batch.Column("token", "old_logp") is not null && batch.Column("token", "logp") is { } own ? batch.Map("token", "old_logp", (row, _) => own[row]) : batch,
        };
    }

    private static ColumnNode? Column(StageGraph stage, string name) => stage.Nodes.OfType<ColumnNode>().FirstOrDefault(column => column.Name == name);
}
