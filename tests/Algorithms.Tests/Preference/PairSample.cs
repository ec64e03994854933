using CsCheck;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>Pairs of completions given by the log-probabilities of their tokens.</summary>
/// <param name="Chosen">The preferred completions.</param>
/// <param name="Rejected">The others.</param>
internal sealed record PairSample(IReadOnlyList<Answer> Chosen, IReadOnlyList<Answer> Rejected)
{
    private const uint Stream = 11;
    private const int Count = 40;

    /// <summary>The same samples in every run: up to four pairs of completions of up to five tokens.</summary>
    public static IEnumerable<PairSample> Many { get; } = Samples(Pairs(Gen.Int[1, 4], Gen.Int[1, 5]));

    /// <summary>Samples of one pair.</summary>
    public static IEnumerable<PairSample> Single { get; } = Samples(Pairs(Gen.Const(1), Gen.Int[1, 5]));

    /// <summary>Samples whose completions have one token each.</summary>
    public static IEnumerable<PairSample> OfOneToken { get; } = Samples(Pairs(Gen.Int[1, 4], Gen.Const(1)));

    /// <summary>The pairs with the preference turned round.</summary>
    public PairSample Swapped => new(Rejected, Chosen);

    /// <summary>The pairs with the policy in place of the reference.</summary>
    public PairSample AtReference => Each(answer => answer with { Reference = answer.Policy });

    /// <summary>The pairs with something done to both completions.</summary>
    public PairSample Each(Func<Answer, Answer> change) => new([.. Chosen.Select(change)], [.. Rejected.Select(change)]);

    /// <summary>The packed batch: each pair is a group, its completions chosen and rejected, with columns for every loss of pairs.</summary>
    public PackedBatch Batch()
    {
        Answer[] answers = [.. Chosen.Zip(Rejected).SelectMany(pair => new[] { pair.First, pair.Second })];
        int[] rows = [.. Enumerable.Range(0, Chosen.Count)];
        return new PackedBatchBuilder()
            .Level("pair", Chosen.Count)
            .Level("group", Chosen.Count)
            .LevelOf("completion", "group", rows.Select(_ => 2))
            .LevelOf("token", "completion", answers.Select(answer => answer.Policy.Length))
            .Link("pair", "chosen", "completion", [.. rows.Select(row => 2 * row)])
            .Link("pair", "rejected", "completion", [.. rows.Select(row => (2 * row) + 1)])
            .Column("token", "logp", answers.SelectMany(answer => answer.Policy))
            .Column("token", "ref_logp", answers.SelectMany(answer => answer.Reference))
            .Build();
    }

    private static Gen<PairSample> Pairs(Gen<int> count, Gen<int> length)
    {
        Gen<double[]> tokens(int n) => Gen.Double[-3, -0.05].Array[n];
        Gen<Answer> answer = length.SelectMany(n => Gen.Select(tokens(n), tokens(n), (policy, reference) => new Answer(policy, reference)));
        return count.SelectMany(n => Gen.Select(answer.Array[n], answer.Array[n], (chosen, rejected) => new PairSample(chosen, rejected)));
    }

    private static PairSample[] Samples(Gen<PairSample> generator) =>
        [.. Enumerable.Range(1, Count).Select(seed => generator.Generate(new PCG(Stream, (ulong)seed), null, out _))];
}

/// <summary>A completion: log-probabilities of its tokens under the policy and under the reference.</summary>
internal sealed record Answer(double[] Policy, double[] Reference)
{
    /// <summary>The completion with its log-probability under the policy raised by an amount, at the last token.</summary>
    public Answer Raise(double amount) => this with { Policy = Raised(Policy, amount) };

    /// <summary>The completion with its log-probability raised under both.</summary>
    public Answer RaiseBoth(double amount) => new(Raised(Policy, amount), Raised(Reference, amount));

    private static double[] Raised(double[] values, double amount) => [.. values.SkipLast(1), values[^1] + amount];
}
