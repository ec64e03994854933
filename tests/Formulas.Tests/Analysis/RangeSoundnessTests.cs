using System.Globalization;
using CsCheck;
using Paragon.Tests.Shared;

namespace Paragon.Formulas.Tests.Analysis;

/// <summary>No value of a random formula on a random batch lies outside the range that the analysis claims.</summary>
/// <remarks>The formulas are the same each time; PARAGON_FUZZ sets the number of other ones, from seeds that it prints.</remarks>
public sealed class RangeSoundnessTests
{
    private const int Formulas = 6000;
    private static readonly int _others = int.TryParse(Environment.GetEnvironmentVariable("PARAGON_FUZZ"), CultureInfo.InvariantCulture, out int count) ? count : 0;

    [Fact]
    public void No_value_lies_outside_its_range_and_none_is_undefined_where_that_is_excluded()
    {
        long values = 0, bounded = 0;
        void Check(int seed)
        {
            (long seen, long finite) = Soundness.Check(seed);
            Interlocked.Add(ref values, seen);
            Interlocked.Add(ref bounded, finite);
        }

        Parallel.For(0, Formulas, Check);
        if (_others > 0)
        {
            Gen.Int[0, int.MaxValue].Sample(Check, iter: _others);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Formulas + _others} formulas, {values} values, {bounded} of them inside a range with a bound");
        Assert.True(bounded > values / 4, $"only {bounded} of {values} values had a bound to be checked against");
    }

    [Theory]
    [InlineData(889280520)] // the root of a quotient that underflows is 0, and 0 is divided by it
    [InlineData(741409438)] // a value that is defined nowhere but where it is infinite has no finite middle
    public void Formulas_that_were_wrong_once_are_right(int seed) => Assert.True(Soundness.Check(seed, isSharp: true).Values > 0);
}

/// <summary>Checks one formula.</summary>
internal static class Soundness
{
    private const int Samples = 3;

    /// <summary>How many values were compared, and how many of them had a bound.</summary>
    public static (long Values, long Bounded) Check(int seed, bool? isSharp = null)
    {
        Random random = new(seed);
        GraphBuilder b = new();
        Node root = new RandomFormulas(b, random).Next(random.Next(2, 6));
        RangeAnalysis ranges = new();

        // Bisection costs as much as all else together.
        isSharp ??= seed % 4 == 0;
        SampleBatches samples = new(root);
        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        long values = 0, bounded = 0;
        for (int i = 0; i < Samples; i++)
        {
            Sample sample = samples.Next(random.Next(), new SampleSettings { LargestMagnitude = i == 0 ? 10 : 1e4 });
            Evaluator evaluator = sample.Evaluator();
            Enclosure enclosure = new(evaluator);
            foreach (Node node in nodes)
            {
                Interval range = isSharp.Value ? ranges.SharpOf(node, TestContext.Current.CancellationToken) : ranges.Of(node);
                double[] row = evaluator.Evaluate(node);
                for (int r = 0; r < row.Length; r++)
                {
                    values++;
                    bounded += double.IsInfinity(range.Low) && double.IsInfinity(range.High) ? 0 : 1;
                    string Where() => $"seed {seed}, sample {i}, row {r}: {node.Key} = {row[r]:R}, claimed {range}\n{GraphText.Write(node)}\n{sample.Batch}\n{string.Join(", ", sample.Options)}";
                    if (double.IsNaN(row[r]))
                    {
                        Assert.True(ranges.MayBeNaN(node), $"undefined where that is excluded; {Where()}");
                    }
                    else if (!range.Contains(row[r]))
                    {
                        Interval exact = enclosure.Of(node)[r];
                        Assert.True(exact.Low <= range.High && exact.High >= range.Low, $"outside, exactly in {exact}; {Where()}");
                    }
                }
            }
        }

        return (values, bounded);
    }
}
