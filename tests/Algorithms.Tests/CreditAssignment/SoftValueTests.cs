namespace Paragon.Algorithms.Tests;

/// <summary>The theorem behind implicit process rewards: the log-ratio up to a prefix is the soft value of the whole response's there.</summary>
public sealed class SoftValueTests
{
    private const int Symbols = 3;
    private const int Length = 3;
    private const double Beta = 0.7;

    [Fact]
    public void The_sum_up_to_a_prefix_is_the_soft_value_of_what_may_follow()
    {
        Random random = new(4);
        Dictionary<string, double[]> reference = [], model = [];
        string[] sequences = [.. Every(Length)];
        foreach (string prefix in Enumerable.Range(0, Length).SelectMany(Every))
        {
            (reference[prefix], model[prefix]) = (Distribution(random), Distribution(random));
        }

        double[] ofReference = LogProbabilities(sequences, reference), ofModel = LogProbabilities(sequences, model);
        int[] steps = [.. Enumerable.Range(0, sequences.Length * Length)];
        PackedBatch batch = new PackedBatchBuilder()
            .Level("completion", sequences.Length)
            .LevelOf("token", "completion", sequences.Select(_ => Length))
            .LevelOf("step", "completion", sequences.Select(_ => Length))
            .Link("token", "step", "step", steps)
            .Column("token", "reward_logp", ofModel).Column("token", "ref_logp", ofReference)
            .Build();
        double[] values = new ImplicitPrmScore { Beta = Beta }.Values("StepValue", batch);
        for (int row = 0; row < sequences.Length; row++)
        {
            for (int place = 0; place < Length; place++)
            {
                string prefix = sequences[row][..(place + 1)];
                double expected = 0;
                for (int other = 0; other < sequences.Length; other++)
                {
                    if (sequences[other].StartsWith(prefix, StringComparison.Ordinal))
                    {
                        // π_ref of what follows the prefix, times exp(r / β) of the whole response.
                        double follows = Enumerable.Range(place + 1, Length - place - 1).Sum(at => ofReference[(other * Length) + at]);
                        double ratio = Enumerable.Range(other * Length, Length).Sum(token => ofModel[token] - ofReference[token]);
                        expected += Math.Exp(follows + ratio);
                    }
                }

                Property.Agree(Beta * Math.Log(expected), values[(row * Length) + place], 1e-12);
            }
        }
    }

    private static IEnumerable<string> Every(int length) => length == 0 ? [""] : Every(length - 1).SelectMany(prefix => "abc".Select(symbol => prefix + symbol));

    private static double[] Distribution(Random random)
    {
        double[] weights = [.. Enumerable.Range(0, Symbols).Select(_ => Math.Exp(3 * random.NextDouble()))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double[] LogProbabilities(string[] sequences, Dictionary<string, double[]> model) =>
        [.. sequences.SelectMany(sequence => Enumerable.Range(0, Length).Select(place => Math.Log(model[sequence[..place]][sequence[place] - 'a'])))];
}
