using Paragon.Algorithms;
using Paragon.Segmentation;

namespace Paragon.Experiments.CreditAssignment;

/// <summary>Lists of recommendations, one token for each item: credit for each rank against credit for the whole list.</summary>
internal sealed class RankExperiment : IExperiment
{
    private const int Users = 4;
    private const int Items = 12;
    private const int Relevant = 4;
    private const int Ranks = 4;
    private const int GroupSize = 8;
    private const int Updates = 150;

    private static readonly double _ideal = Enumerable.Range(1, Ranks).Sum(k => 1 / Math.Log2(k + 1));
    private static readonly SegmentedLevel _level = new("rank", new RankSegmenter(Ranks)) { Across = "slot" };

    public string Name => "rank-grpo";

    public string Source => "Rank-GRPO, Zhu et al. (2025)";

    public string Summary =>
        "4 users, 12 items of which 4 are relevant to each user, lists of 4 items without repeats, one token for each; logits for every user and rank; 8 lists for each user and update, 150 updates. "
        + "Compared are GRPO with the list's discounted cumulative gain as its reward and Rank-GRPO with both rewards of a rank; measured is the NDCG, over the training and at its end.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        List<string[]> rows = [];
        List<Claim> claims = [];
        foreach (double step in new[] { 1.0, 3.0 })
        {
            Dictionary<string, Measurement> means = [];
            foreach ((string name, IObjective objective) in new (string, IObjective)[]
            {
                ("GRPO", new Grpo()),
                ("LogDecay", new RankGrpo { Ranks = Ranks, Beta = 0, RewardVariant = RankRewardVariant.LogDecay }),
                ("ExpInf", new RankGrpo { Ranks = Ranks, Beta = 0 }),
            })
            {
                run.Progress($"{name}, step {step}");
                (double Mean, double Final)[] each = [.. run.Seeds.Select(seed => Train(objective, step, new Random(seed), run.Cancellation))];
                means[name] = new([.. each.Select(pair => pair.Mean)]);
                rows.Add([$"{step}", name, $"{means[name]}", $"{new Measurement([.. each.Select(pair => pair.Final)])}"]);
            }

            claims.Add(new Claim($"step {step}: ExpInf learns faster than LogDecay, and LogDecay than GRPO on the whole list", $"{means["ExpInf"]}, {means["LogDecay"]}, {means["GRPO"]}",
                means["ExpInf"].Mean > means["LogDecay"].Mean && means["LogDecay"].Mean > means["GRPO"].Mean));
        }

        return new ExperimentReport([new ResultTable("NDCG", ["step", "method", "mean over the training", "at its end"], rows)], claims);
    }

    private static (double Mean, double Final) Train(IObjective objective, double step, Random random, CancellationToken cancellation)
    {
        bool[][] relevant = [.. Enumerable.Range(0, Users).Select(_ =>
        {
            int[] items = [.. Enumerable.Range(0, Items)];
            random.Shuffle(items);
            return Enumerable.Range(0, Items).Select(item => items[..Relevant].Contains(item)).ToArray();
        })];
        double[][] logits = [.. Enumerable.Range(0, Users * Ranks).Select(_ => new double[Items])];
        FusedBackend backend = new(parallel: false);
        double sum = 0, gain = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[][] lists = [.. Enumerable.Range(0, Users * GroupSize).Select(row => Draw(logits, row / GroupSize, random))];
            double[][] hits = [.. lists.Select((list, row) => list.Select(item => relevant[row / GroupSize][item] ? 1.0 : 0.0).ToArray())];
            double[] gains = [.. hits.Select(hit => hit.Select((value, k) => value / Math.Log2(k + 2)).Sum())];
            gain = gains.Average() / _ideal;
            sum += gain;
            double[] slopes = backend.Loss(objective, backend.Prepare(objective, Batch(lists, hits, gains, logits))).Gradient![new ColumnName("token", "logp")];
            Descend(logits, lists, slopes, step * Ranks);
        }

        return (sum / Updates, gain);
    }

    private static PackedBatch Batch(int[][] lists, double[][] hits, double[] gains, double[][] logits)
    {
        double[] logs = [.. lists.SelectMany((list, row) => list.Select((item, k) => Math.Log(Left(logits[(row / GroupSize * Ranks) + k], list.AsSpan(0, k))[item])))];
        PackedBatch batch = new PackedBatchBuilder()
            .Level("group", Users)
            .LevelOf("completion", "group", Enumerable.Repeat(GroupSize, Users))
            .LevelOf("token", "completion", Enumerable.Repeat(Ranks, lists.Length))
            .Column("completion", "reward", gains)
            .Column("token", "logp", logs).Column("token", "old_logp", logs).Column("token", "is_end", new double[logs.Length])
            .Build();
        return _level.Add(batch, [.. lists.Select(_ => new SegmentCut([.. Enumerable.Range(0, Ranks)], Ranks + 1))])
            .With("rank", "hit", [.. hits.SelectMany(hit => hit.Append(0))]);
    }

    private static int[] Draw(double[][] logits, int user, Random random)
    {
        int[] list = new int[Ranks];
        for (int k = 0; k < Ranks; k++)
        {
            list[k] = random.NextIndex(Left(logits[(user * Ranks) + k], list.AsSpan(0, k)));
        }

        return list;
    }

    private static void Descend(double[][] logits, int[][] lists, double[] slopes, double step)
    {
        double[][] before = [.. logits.Select(row => (double[])row.Clone())];
        for (int token = 0; token < slopes.Length; token++)
        {
            int[] list = lists[token / Ranks];
            int row = (token / Ranks / GroupSize * Ranks) + (token % Ranks);
            double[] probabilities = Left(before[row], list.AsSpan(0, token % Ranks));
            for (int item = 0; item < Items; item++)
            {
                logits[row][item] -= step * slopes[token] * ((item == list[token % Ranks] ? 1 : 0) - probabilities[item]);
            }
        }
    }

    /// <summary>Probabilities of the items that are not in the list already; 0 for those that are.</summary>
    private static double[] Left(double[] logits, ReadOnlySpan<int> taken)
    {
        double[] weights = [.. logits.Select(Math.Exp)];
        foreach (int item in taken)
        {
            weights[item] = 0;
        }

        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
