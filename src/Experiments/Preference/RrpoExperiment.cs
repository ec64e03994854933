using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Preference;

/// <summary>Near-duplicate pairs: what DPO does to tokens that both answers share, and what RRPO does not.</summary>
internal sealed class RrpoExperiment : IExperiment
{
    private const int Vocabulary = 10;
    private const int Length = 8;
    private const int Pairs = 64;
    private const int Steps = 200;
    private const double LearningRate = 0.05;
    private const double Beta = 0.5;

    private static readonly (string Name, IObjective Objective)[] _methods =
        [("DPO", new Dpo { Beta = Beta }), ("RRPO", new Rrpo { Beta = Beta, Alpha = 0.05 }), ("RRPO without KL", new Rrpo { Beta = Beta, Alpha = 0 })];

    public string Name => "rrpo";

    public string Source => "RRPO, Self-alignment of Large Video Language Models with Refined Regularized Preference Optimization (2025)";

    public string Summary =>
        "A bigram policy over 10 tokens; 64 pairs of 8 tokens that are identical but for one: tokens 8 (right) and 9 (wrong) stand in that place only. The phrase is found by comparing the "
        + "two sequences. β = 0.5, α = 0.05, 200 steps of Adam (0.05) from a reference with logits from N(0, 1). Drift: mean |log-ratio| of the shared tokens.";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4, 5];

    public ExperimentReport Run(ExperimentRun run)
    {
        run.Progress($"{_methods.Length} methods, {run.Seeds.Count} seeds");
        Outcome[][] each = [.. run.Seeds.Select(seed => Learn(seed, run.Cancellation))];
        Measurement Of(int method, Func<Outcome, double> measure) => new([.. each.Select(seed => measure(seed[method]))]);
        Func<Outcome, double>[] measures = [outcome => outcome.Margin, outcome => outcome.Drift, outcome => outcome.Divergence, outcome => outcome.AfterWrong];
        ResultTable table = new(
            "margin of the phrases; drift of the shared tokens; forward KL of the preferred answer; log-ratio of the token after the wrong phrase",
            ["method", "margin", "drift", "forward KL", "after the wrong phrase"],
            [.. _methods.Select((method, i) => (string[])[method.Name, .. measures.Select(measure => Of(i, measure).ToString())])]);
        return new ExperimentReport(
            [table],
            [
                Compare("RRPO's shared tokens drift less than a tenth of DPO's", outcome => outcome.Drift, (rrpo, dpo) => rrpo < 0.1 * dpo),
                Compare("RRPO's forward KL is smaller", outcome => outcome.Divergence, (rrpo, dpo) => rrpo < dpo),
                Compare("at no smaller margin (within 10%)", outcome => outcome.Margin, (rrpo, dpo) => rrpo > 0.9 * dpo),
                new Claim("the KL is needed: without it the shared tokens drift more than with it", $"{Of(2, outcome => outcome.Drift)} against {Of(1, outcome => outcome.Drift)}", Of(2, outcome => outcome.Drift).Mean > Of(1, outcome => outcome.Drift).Mean),
            ]);

        Claim Compare(string text, Func<Outcome, double> measure, Func<double, double, bool> holds) => new(
            text,
            string.Create(CultureInfo.InvariantCulture, $"{Of(1, measure).Mean:0.000} against {Of(0, measure).Mean:0.000}"),
            holds(Of(1, measure).Mean, Of(0, measure).Mean));
    }

    private static Outcome[] Learn(int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        SoftmaxTable reference = new(Vocabulary + 1, Vocabulary);
        for (int cell = 0; cell < reference.Logits.Length; cell++)
        {
            reference.Logits[cell] = random.NextGaussian();
        }

        BigramPairs pairs = new([.. Enumerable.Range(0, Pairs).Select(_ => Near(reference, random))], reference);
        return [.. _methods.Select(method => Outcome.Of(pairs, pairs.Train(method.Objective, Steps, LearningRate, cancellation), reference))];
    }

    /// <summary>A sequence of the first eight tokens with the right token in one place, and the same with the wrong one.</summary>
    private static (int[] Chosen, int[] Rejected) Near(SoftmaxTable reference, Random random)
    {
        int[] sequence = new int[Length];
        int place = 1 + random.Next(Length - 2);
        for (int i = 0, state = Vocabulary; i < Length; state = sequence[i++])
        {
            do
            {
                sequence[i] = reference.Draw(state, random);
            }
            while (sequence[i] >= Vocabulary - 2);

            sequence[i] = i == place ? Vocabulary - 2 : sequence[i];
        }

        int[] wrong = [.. sequence];
        wrong[place] = Vocabulary - 1;
        return (sequence, wrong);
    }

    private sealed record Outcome(double Margin, double Drift, double Divergence, double AfterWrong)
    {
        public static Outcome Of(BigramPairs pairs, SoftmaxTable policy, SoftmaxTable reference)
        {
            (int State, int Token, bool InPhrase, bool AfterPhrase, bool IsChosen)[] tokens = [.. pairs.Tokens];
            double Ratio((int State, int Token, bool InPhrase, bool AfterPhrase, bool IsChosen) token) =>
                policy.LogProbability(token.State, token.Token) - reference.LogProbability(token.State, token.Token);
            return new Outcome(
                tokens.Where(token => token.InPhrase).Sum(token => (token.IsChosen ? 1 : -1) * Ratio(token)) / Pairs,
                tokens.Where(token => !token.InPhrase).Average(token => Math.Abs(Ratio(token))),
                tokens.Where(token => token.IsChosen).Sum(token => pairs.Divergence(policy, token.State)) / Pairs,
                tokens.Where(token => token is { AfterPhrase: true, IsChosen: false }).Average(Ratio));
        }
    }
}
