using Paragon.Algorithms;
using Paragon.Segmentation;

namespace Paragon.Experiments.CreditAssignment;

/// <summary>A long answer with its reward at the end: the decisions of PPO are runs of n tokens.</summary>
internal sealed class MacroExperiment : IExperiment
{
    private const int Symbols = 5;
    private const int Length = 60;
    private const int Samples = 8;
    private const int Updates = 150;
    private const double ValueStep = 0.1;

    private static readonly int[] _lengths = [1, 3, 5, 10, Length];

    public string Name => "ma-rlhf";

    public string Source => "MA-RLHF, Chai et al. (2024)";

    public string Summary =>
        "Answers of 60 symbols out of 5; the reward, at the end, is the share of right symbols. Logits and a value for every place; λ .95, γ 1, whitened advantages, 8 answers an update, 150 updates. "
        + "Macro actions of n tokens are compared; measured is the mean reward, over the training and over its last ten updates.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 10)];

    public ExperimentReport Run(ExperimentRun run)
    {
        List<string[]> rows = [];
        List<Claim> claims = [];
        foreach (double step in new[] { 0.3, 1.0 })
        {
            Dictionary<int, Measurement> means = [];
            foreach (int length in _lengths)
            {
                run.Progress($"n = {length}, step {step}");
                (double Mean, double Final)[] each = [.. run.Seeds.Select(seed => Train(length, step, new Random(seed), run.Cancellation))];
                means[length] = new([.. each.Select(pair => pair.Mean)]);
                rows.Add([$"{step}", length == Length ? "whole" : $"{length}", $"{means[length]}", $"{new Measurement([.. each.Select(pair => pair.Final)])}"]);
            }

            Measurement more = means[5].Minus(means[1]);
            claims.Add(new Claim($"step {step}: n = 5 learns faster than n = 1 by more than 5 standard errors", $"{more} more reward", more.Mean > 5 * more.Error));
        }

        return new ExperimentReport(
            [new ResultTable("mean reward", ["step", "n", "over the training", "at its end"], rows)],
            claims,
            "The critic of this toy knows nothing but the place, so a larger n never hurts; the paper finds an optimum at moderate n.");
    }

    private static (double Mean, double Final) Train(int length, double step, Random random, CancellationToken cancellation)
    {
        SoftmaxTable policy = new(Length, Symbols);
        MaRlhf objective = new() { Length = length, KlCoefficient = 0, ValueCoefficient = 1 };
        TableLearner learner = new(policy, objective);
        SegmentedLevel macros = ((ISegmentedObjective)objective).Segments.Single();
        SegmentCut cut = macros.Segmenter.Cut(new CompletionTokens(new int[Length], new string[Length], new double[Length]), random);
        double[] values = new double[Length];
        List<double> rewards = [];
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            Episode[] episodes = [.. Enumerable.Range(0, Samples).Select(_ => Episode.Draw(policy, random, 0, (state, _) => state + 1 < Length ? state + 1 : -1, Share))];
            rewards.Add(episodes.Average(episode => episode.Reward));
            double[] each = [.. Enumerable.Repeat(values, Samples).SelectMany(all => all)];
            PackedBatch batch = macros.Add(learner.Batch([episodes]), [.. episodes.Select(_ => cut)]).With("token", "old_value", each);
            PackedBatch prepared = Whitened(learner.Prepare(batch)).With("token", "value", each);
            double[] slopes = learner.AddGradient([episodes], prepared)[new ColumnName("token", "value")];
            policy.Descend(step * Length);
            for (int token = 0; token < slopes.Length; token++)
            {
                // The loss is a mean over all tokens: times their number over that of the answers it is one over the answers.
                values[token % Length] -= ValueStep * Length * slopes[token];
            }
        }

        return (rewards.Average(), rewards.TakeLast(10).Average());
    }

    private static double Share(int[] states, int[] actions) => actions.Count(action => action == 0) / (double)Length;

    private static PackedBatch Whitened(PackedBatch batch)
    {
        double[] advantages = batch.Column("token", "advantage");
        double mean = advantages.Average(), deviation = Math.Sqrt(advantages.Average(advantage => (advantage - mean) * (advantage - mean)));
        return batch.With("token", "advantage", [.. advantages.Select(advantage => (advantage - mean) / (deviation + 1e-8))]);
    }
}
