using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Preference;

/// <summary>Whether token rewards from contrasting prompts give credit to the right tokens when labels are scarce.</summary>
internal sealed class TRegExperiment : IExperiment
{
    private const double Beta = 0.3;

    private static readonly int[] _sizes = [20, 60, 200];

    private static readonly double[] _weights = [0, 0.5, 1];

    public string Name => "t-reg";

    public string Source => "T-REG, Preference Optimization with Token-Level Reward Regularization (2024)";

    public string Summary =>
        "Sequences of 6 positions and 10 tokens with values from N(0, 1); N pairs from a uniform reference, labelled by Bradley-Terry on the sums; a table of token "
        + "probabilities, β = 0.3, 200 steps of Adam (0.05). The evaluator's two prompts are the reference tilted by plus and minus half of (value + noise/2).";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<(int Pairs, double Alpha), (Measurement Correlation, Measurement Gain)> results = [];
        foreach (int pairs in _sizes)
        {
            run.Progress($"{pairs} pairs, {run.Seeds.Count} seeds");
            (double Correlation, double Gain)[][] each = [.. run.Seeds.Select(seed => Learn(pairs, seed, run.Cancellation))];
            for (int i = 0; i < _weights.Length; i++)
            {
                results[(pairs, _weights[i])] = (new Measurement([.. each.Select(seed => seed[i].Correlation)]), new Measurement([.. each.Select(seed => seed[i].Gain)]));
            }
        }

        ResultTable table = new(
            "correlation of the learned log-ratio with the true token value, and gain in true value",
            ["pairs", "α", "correlation", "gain"],
            [.. results.Select(result => (string[])[Text(result.Key.Pairs), Text(result.Key.Alpha), result.Value.Correlation.ToString(), result.Value.Gain.ToString()])]);
        return new ExperimentReport([table], [.. _sizes.Where(pairs => pairs <= 60).SelectMany(pairs => _weights.Where(alpha => alpha > 0).Select(alpha =>
        {
            Measurement lead = results[(pairs, alpha)].Correlation.Minus(results[(pairs, 0)].Correlation);
            return new Claim($"with {pairs} pairs and α = {Text(alpha)} credit correlates more with the true values than DPO's", $"by {lead}", lead.Mean > 0);
        }))]);
    }

    private static (double Correlation, double Gain)[] Learn(int pairs, int seed, CancellationToken cancellation)
    {
        TokenTask task = new(pairs, new Random(seed));
        double[] better = TokenTask.Tilted(cell => (task.Values[cell] + (0.5 * task.Noise[cell])) / 2);
        double[] worse = TokenTask.Tilted(cell => -(task.Values[cell] + (0.5 * task.Noise[cell])) / 2);
        PackedBatch batch = task.With(task.With(null, "better_logp", cell => better[cell]), "worse_logp", cell => worse[cell]);
        return [.. _weights.Select(alpha =>
        {
            SoftmaxTable policy = task.Train(new TReg { Beta = Beta, Alpha = alpha }, batch, cancellation);
            return (task.Correlation(policy), task.Gain(policy));
        })];
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
