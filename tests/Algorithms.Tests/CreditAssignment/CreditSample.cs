using Paragon.Segmentation;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>Random rollouts for the identities of credit assignment: what any policy method reads, to which trees and segments are added.</summary>
internal static class CreditSample
{
    /// <summary>Checks a claim on random groups of completions with rewards, values and log-probabilities.</summary>
    public static void Holds(Action<PackedBatch> claim, int fewestCompletions = 2, int fewestTokens = 1, int mostTokens = 6) =>
        Property.Holds(claim, BatchGenerator.For(new Gae(), new Grpo { Beta = 0.1 }, new PpoValue()).Family("completion", fewestCompletions, 5).Family("token", fewestTokens, mostTokens));

    /// <summary>Token ids by completion, from the numbers of the batch: as random as these.</summary>
    public static int[][] Ids(this PackedBatch batch, int symbols) =>
        [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => batch.Tokens(y).Select(t => (int)(Math.Abs(batch.Column("token", "logp")[t]) * 1e6) % symbols).ToArray())];

    /// <summary>Rows of the tokens of a completion.</summary>
    public static int[] Tokens(this PackedBatch batch, int completion) => batch.Link("token", "completion").Sources(completion);

    /// <summary>The batch cut into a level of segments.</summary>
    public static PackedBatch Cut(this PackedBatch batch, SegmentedLevel level)
    {
        int[][] ids = batch.Ids(10);
        return level.Add(batch, [.. ids.Select((own, y) => level.Segmenter.Cut(
            new CompletionTokens(own, [.. own.Select(id => id == 0 ? "\n" : "x")], [.. batch.Tokens(y).Select(t => batch.Column("token", "logp")[t])]), new Random(7)))]);
    }

    /// <summary>Rewards less their mean, and their unbiased deviation.</summary>
    public static (double[] Centred, double Deviation) Standard(this PackedBatch batch, int[] completions)
    {
        double[] rewards = [.. completions.Select(y => batch.Column("completion", "reward")[y])];
        double mean = rewards.Average();
        double[] centred = [.. rewards.Select(reward => reward - mean)];
        return (centred, Math.Sqrt(centred.Sum(value => value * value) / (rewards.Length - 1)));
    }
}
