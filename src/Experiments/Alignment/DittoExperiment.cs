using System.Globalization;
using Paragon.Algorithms;
using Paragon.Analysis;
using Paragon.Training;

namespace Paragon.Experiments.Alignment;

/// <summary>A model that repeats what it has said, before and after DITTO.</summary>
internal sealed class DittoExperiment : IExperiment
{
    private const int LikelihoodSteps = 300;
    private const int FurtherSteps = 150;
    private const int BatchSize = 8;
    private const double LearningRate = 0.05;
    private const int Repetitions = 8;
    private const int Validation = 100;
    private const int Continued = 100;

    private static readonly (string Name, Ditto? Objective)[] _settings = [("likelihood", null), ("DITTO, γ = .5", new Ditto { Decay = 0.5 }), ("DITTO, γ = .9", new Ditto { Decay = 0.9 })];

    public string Name => "ditto";

    public string Source => "DITTO, Learning to Break the Loop (2022)";

    public string Summary =>
        "Texts of 60 words of one of four topics of seven words, in which the last word after a word tends to follow it again (.6). The model: a table of bigrams and a learned bonus for a pair by how often it has occurred. 300 steps of likelihood (8 texts, Adam .05), "
        + "then 150 of likelihood alone, or with half of the steps on pseudo-repetitive texts by DITTO. TP_n is the mean probability of a sentence's words at its n-th repetition, on 100 other texts.";

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, Measured[]> results = _settings.ToDictionary(setting => setting.Name, _ => Array.Empty<Measured>());
        foreach (int seed in run.Seeds)
        {
            run.Progress($"seed {seed}");
            foreach ((string name, Ditto? objective) in _settings)
            {
                run.Cancellation.ThrowIfCancellationRequested();
                results[name] = [.. results[name], Train(objective, seed)];
            }
        }

        Measurement Of(string name, Func<Measured, double> value) => new([.. results[name].Select(value)]);
        double[] Growth(string name) => [.. Enumerable.Range(0, Repetitions).Select(n => Of(name, one => one.Probability[n]).Mean)];
        string Text(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));
        string[] dittos = [.. _settings.Skip(1).Select(setting => setting.Name)];
        double before = Of("likelihood", one => one.Repeated).Mean, entropy = Of("likelihood", one => one.CrossEntropy).Mean;
        return new ExperimentReport(
            [
                new ResultTable("after training", ["training", "TP_0", "TP_1", "TP_4", "TP_7", "share of repeated 4-grams, greedy", "cross-entropy"],
                    [.. _settings.Select(setting => (string[])[setting.Name, .. new[] { 0, 1, 4, 7 }.Select(n => Of(setting.Name, one => one.Probability[n]).ToString()), Of(setting.Name, one => one.Repeated).ToString(), Of(setting.Name, one => one.CrossEntropy).ToString()])]),
            ],
            [
                new Claim("trained by likelihood the model reinforces itself: TP grows from the sentence to its first, fourth and seventh repetition", Text(Growth("likelihood")), Growth("likelihood") is [double first, double second, _, _, double fifth, _, _, double eighth] && first < second && second < fifth && fifth < eighth),
                new Claim("after DITTO it does not: TP_7 is below TP_4", string.Join("; ", dittos.Select(name => $"{name}: {Text(Growth(name))}")), dittos.All(name => Growth(name)[7] < Growth(name)[4])),
                new Claim("greedy text repeats less", Text([before, .. dittos.Select(name => Of(name, one => one.Repeated).Mean)]), dittos.All(name => Of(name, one => one.Repeated).Mean < before)),
                new Claim("the cross-entropy changes by less than 5 %", Text([entropy, .. dittos.Select(name => Of(name, one => one.CrossEntropy).Mean)]), dittos.All(name => Math.Abs((Of(name, one => one.CrossEntropy).Mean / entropy) - 1) < 0.05)),
            ]);
    }

    private static Measured Train(Ditto? objective, int seed)
    {
        Random random = new(seed);
        StickyTexts texts = new(random);
        CopyingBigrams model = new(StickyTexts.Words);
        Adam adam = new(model.Parameters.Length, LearningRate);
        for (int step = 0; step < LikelihoodSteps + FurtherSteps; step++)
        {
            int[][] drawn = [.. Enumerable.Range(0, BatchSize).Select(_ => texts.Next())];
            bool breaksLoops = step >= LikelihoodSteps && random.NextDouble() < 0.5;
            PseudoRepetition[] repeating = objective is null || !breaksLoops ? [] : [.. drawn.Select(text => PseudoRepetition.Pick(text, StickyTexts.Period, text.Length, random)).OfType<PseudoRepetition>()];
            if (repeating.Length > 0)
            {
                Learn(model, adam, objective!, [.. repeating.Select(text => text.Tokens)], repeating);
            }
            else
            {
                Learn(model, adam, new Sft(), drawn, null);
            }
        }

        return Measure(model, new StickyTexts(new Random(1_000_000 + seed)), new Random(seed));
    }

    private static void Learn(CopyingBigrams model, Adam adam, IObjective objective, int[][] texts, PseudoRepetition[]? repeating)
    {
        double[] logp = [.. texts.SelectMany(text => model.Probabilities(text).Select((next, t) => Math.Log(next[text[t + 1]])))];
        PackedBatchBuilder batch = new PackedBatchBuilder()
            .Level("completion", texts.Length).LevelOf("token", "completion", texts.Select(text => text.Length - 1)).Column("token", "logp", logp);
        if (repeating is not null)
        {
            batch.Link("token", "previous_repetition", "token", [.. PseudoRepetitionLayout.Previous(repeating)]);
        }

        double[] derivative = new FusedBackend(parallel: false).Loss(objective, batch.Build()).Gradient![new ColumnName("token", "logp")];
        double[] gradient = new double[model.Parameters.Length];
        int first = 0;
        foreach (int[] text in texts)
        {
            model.Add(text, derivative.AsSpan(first, text.Length - 1), gradient);
            first += text.Length - 1;
        }

        adam.Descend(model.Parameters, gradient);
    }

    private static Measured Measure(CopyingBigrams model, StickyTexts texts, Random random)
    {
        double[] probability = new double[Repetitions];
        double entropy = 0, repeated = 0;
        int sentences = 0;
        for (int i = 0; i < Validation; i++)
        {
            int[] text = texts.Next();
            entropy -= model.Probabilities(text).Select((next, t) => Math.Log(next[text[t + 1]])).Average() / Validation;
            repeated += RepeatedShare(model.Continue(text[..10], Continued)[10..]) / Validation;
            if (PseudoRepetition.Pick(text, StickyTexts.Period, 400, random) is { } made && made.PrefixLength + (Repetitions * made.SentenceLength) < 400)
            {
                sentences++;
                IReadOnlyList<double> each = Occurrences(model, made).TokenProbability;
                for (int n = 0; n < Repetitions; n++)
                {
                    probability[n] += each[n];
                }
            }
        }

        return new Measured([.. probability.Select(sum => sum / sentences)], repeated, entropy);
    }

    private static SelfReinforcement Occurrences(CopyingBigrams model, PseudoRepetition made)
    {
        double[][] next = model.Probabilities(made.Tokens);
        int[][] places = [.. Enumerable.Range(0, Repetitions).Select(n => Enumerable.Range(made.PrefixLength + (n * made.SentenceLength), made.SentenceLength).Where(place => place > 0).ToArray())];

        // Of a sentence that begins the text the first word is predicted by nothing: it is left out of every occurrence.
        int length = places.Min(each => each.Length);
        return SelfReinforcement.Of(
            [.. places.Select(each => each[^length..].Select(place => next[place - 1][made.Tokens[place]]).ToArray())],
            [.. places.Select(each => each[^length..].Select(place => next[place - 1].Max() == next[place - 1][made.Tokens[place]]).ToArray())]);
    }

    private static double RepeatedShare(int[] text)
    {
        string[] grams = [.. Enumerable.Range(0, text.Length - 3).Select(t => string.Join(' ', text[t..(t + 4)]))];
        return 1 - (grams.Distinct().Count() / (double)grams.Length);
    }

    private sealed record Measured(double[] Probability, double Repeated, double CrossEntropy);
}
