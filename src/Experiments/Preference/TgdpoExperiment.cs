using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Preference;

/// <summary>Whether a guide of tokens keeps good tokens of rejected sequences from being punished.</summary>
internal sealed class TgdpoExperiment : IExperiment
{
    private const double Beta = 0.3;

    private static readonly int[] _sizes = [20, 60, 200];

    private static readonly string[] _methods = ["DPO", "independent guide", "guide from the same DPO"];

    public string Name => "tgdpo";

    public string Source => "TGDPO, Harnessing Token-Level Reward Guidance for Enhancing Direct Preference Optimization (2025)";

    public string Summary =>
        "The task of t-reg: 6 positions, 10 tokens, N labelled pairs, β = 0.3, 200 steps of Adam (0.05). α = 0.9; the independent guide's token reward is "
        + "tanh(value + noise/2), within (-1, 1), so no weight is negative; the other guide is the table that DPO learned from the same pairs, at its own β.";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<(int Pairs, string Method), Outcome[]> results = [];
        foreach (int pairs in _sizes)
        {
            run.Progress($"{pairs} pairs, {run.Seeds.Count} seeds");
            Outcome[][] each = [.. run.Seeds.Select(seed => Learn(pairs, seed, run.Cancellation))];
            for (int i = 0; i < _methods.Length; i++)
            {
                results[(pairs, _methods[i])] = [.. each.Select(seed => seed[i])];
            }
        }

        Measurement Of(int pairs, string method, Func<Outcome, double> measure) => new([.. results[(pairs, method)].Select(measure)]);
        ResultTable table = new(
            "share of good tokens in rejected sequences that became less likely; gain in true value, KL to the reference, gain by its root",
            ["pairs", "method", "good pushed down", "gain", "KL", "gain / √KL"],
            [.. results.Keys.Select(key => (string[])[
                key.Pairs.ToString(CultureInfo.InvariantCulture), key.Method, .. new Func<Outcome, double>[] { outcome => outcome.Punished, outcome => outcome.Gain, outcome => outcome.Divergence, outcome => outcome.Efficiency }
                    .Select(measure => Of(key.Pairs, key.Method, measure).ToString())])]);
        return new ExperimentReport(
            [table],
            [.. _sizes.Where(pairs => pairs <= 60).SelectMany(pairs => new[]
            {
                Lead($"with {pairs} pairs the independent guide punishes fewer good tokens than DPO", pairs, outcome => -outcome.Punished),
                Lead($"with {pairs} pairs the independent guide gains more by √KL than DPO", pairs, outcome => outcome.Efficiency),
            })],
            "The paper takes the guide from DPO on the same data; its claim is about how language models generalise, which a table does not show. That row is there to be seen, not claimed.");

        Claim Lead(string text, int pairs, Func<Outcome, double> measure)
        {
            Measurement lead = Of(pairs, "independent guide", measure).Minus(Of(pairs, "DPO", measure));
            return new Claim(text, $"better by {lead}", lead.Mean > 0);
        }
    }

    private static Outcome[] Learn(int pairs, int seed, CancellationToken cancellation)
    {
        TokenTask task = new(pairs, new Random(seed));
        Tgdpo guided = new() { Beta = Beta, Alpha = 0.9 };
        double reference = TokenTask.Tilted(_ => 0)[0];
        SoftmaxTable dpo = task.Train(new Dpo { Beta = Beta }, null, cancellation);
        double[] learned = TokenTask.Tilted(cell => dpo.Logits[cell]);
        PackedBatch independent = task.With(null, "reward_logp", cell => reference + (Math.Tanh(task.Values[cell] + (0.5 * task.Noise[cell])) / Beta));
        PackedBatch own = task.With(null, "reward_logp", cell => learned[cell]);
        return [Outcome.Of(task, dpo), Outcome.Of(task, task.Train(guided, independent, cancellation)), Outcome.Of(task, task.Train(guided, own, cancellation))];
    }

    private sealed record Outcome(double Punished, double Gain, double Divergence)
    {
        public double Efficiency => Gain / Math.Sqrt(Divergence);

        public static Outcome Of(TokenTask task, SoftmaxTable policy) => new(task.GoodPushedDown(policy), task.Gain(policy), TokenTask.Divergence(policy));
    }
}
