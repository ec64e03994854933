using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>
/// Pairs whose case gives logits [B, T, V] and token numbers [B, T] in place of log-probabilities, and expects gradients
/// by the logits: the log-softmax that a model does, and its derivative.
/// </summary>
internal sealed class LogitInputs
{
    private readonly GoldenReader _golden;
    private readonly TwinLayout _pairs;

    private LogitInputs(GoldenReader golden, TwinLayout pairs)
    {
        _golden = golden;
        _pairs = pairs;
    }

    /// <summary>Adds the columns that follow from the logits: the tokens' log-probabilities and Σ π(v)².</summary>
    public static LogitInputs Of(GoldenReader golden, TwinLayout pairs)
    {
        LogitInputs inputs = new(golden, pairs);
        foreach ((GoldenAxis tokens, string side) in inputs.Sides)
        {
            double[][] probabilities = inputs.Probabilities(tokens, side);
            GoldenArray chosen = golden.Input($"tokens_{side}");
            pairs.Layout.Column(tokens, "logp", new GoldenArray([.. probabilities.Select((p, i) => p.Length == 0 ? 0 : Math.Log(p[(int)chosen.Values[i]]))], tokens.Shape));
            pairs.Layout.Column(tokens, "sum_squared_probability", new GoldenArray([.. probabilities.Select(p => p.Sum(x => x * x))], tokens.Shape));
        }

        return inputs;
    }

    /// <summary>Expects the gradients by the logits: (1[v is the token] - π(v)) times that by the token's log-probability.</summary>
    public GoldenTest Expect(GoldenTest test, IReadOnlyList<(double Weight, IObjective Objective)> parts)
    {
        foreach ((GoldenAxis tokens, string side) in Sides)
        {
            test.From($"grad_logits_{side}", run => ByLogProb(run, parts) is { } gradient ? Gradient(tokens, side, gradient) : null);
        }

        return test;
    }

    // One objective alone is the run's own, which may be a mutant of it.
    private static double[]? ByLogProb(GoldenRun run, IReadOnlyList<(double Weight, IObjective Objective)> parts) =>
        parts is [(1, _)] ? run.Loss.Gradient?[new ColumnName("token", "logp")] : PairTest.ByLogProb(run, parts);

    private (GoldenAxis Tokens, string Side)[] Sides => [(_pairs.First, "chosen"), (_pairs.Second, "rejected")];

    private GoldenArray Gradient(GoldenAxis tokens, string side, double[] byLogProb)
    {
        GoldenArray logits = _golden.Input($"logits_{side}");
        GoldenArray chosen = _golden.Input($"tokens_{side}");
        double[] outer = tokens.Unpack(byLogProb).Values;
        int size = logits.Shape[^1];
        double[] gradient = new double[logits.Values.Length];
        double[][] probabilities = Probabilities(tokens, side);
        for (int place = 0; place < probabilities.Length; place++)
        {
            for (int v = 0; v < probabilities[place].Length; v++)
            {
                gradient[(place * size) + v] = outer[place] * ((v == (int)chosen.Values[place] ? 1 : 0) - probabilities[place][v]);
            }
        }

        return new GoldenArray(gradient, logits.Shape);
    }

    /// <summary>π over the vocabulary at each place; nothing where the place is masked, whose logits may be junk.</summary>
    private double[][] Probabilities(GoldenAxis tokens, string side)
    {
        GoldenArray logits = _golden.Input($"logits_{side}");
        int size = logits.Shape[^1];
        return [.. tokens.Rows.Select((row, place) => row < 0 ? [] : Softmax.Of(logits.Values.AsSpan(place * size, size)))];
    }
}
