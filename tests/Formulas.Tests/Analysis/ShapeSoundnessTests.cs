using System.Globalization;
using CsCheck;
using Paragon.Tests.Shared;

namespace Paragon.Formulas.Tests.Analysis;

/// <summary>No claim about a random formula is contradicted by a random batch, and every witness is confirmed.</summary>
/// <remarks>PARAGON_FUZZ sets the number of other formulas than the usual ones. Values are compared by enclosures, so that rounding contradicts nothing.</remarks>
public sealed class ShapeSoundnessTests
{
    private const int Formulas = 1500;
    private static readonly int _others = int.TryParse(Environment.GetEnvironmentVariable("PARAGON_FUZZ"), CultureInfo.InvariantCulture, out int count) ? count : 0;

    [Fact]
    public void No_claimed_trend_is_contradicted()
    {
        int proved = 0;
        Run(seed => Interlocked.Add(ref proved, CheckTrends(seed)));
        Assert.True(proved > Formulas / 3, $"only {proved} trends were proved");
    }

    [Theory]
    [InlineData(393580278)] // a value of the whole batch behind an optional link is 0 where the link leads nowhere
    public void Trends_that_were_wrong_once_are_right(int seed) => Assert.True(CheckTrends(seed) >= 0);

    [Fact]
    public void No_proved_or_refuted_shift_invariance_is_contradicted()
    {
        int proved = 0, refuted = 0;
        Run(seed =>
        {
            GraphBuilder b = new();
            Node root = new RandomFormulas(b, new Random(seed)).Next(2 + (seed % 4));
            switch (ShiftInvariance.Of(root))
            {
                case Verdict.Proved:
                    Interlocked.Increment(ref proved);
                    for (int i = 0; i < 4; i++)
                    {
                        Sample sample = Dyadic(root, new SampleBatches(root).Next(seed + i));
                        AssertNotApart(seed, root, sample, Shifted(root, sample, 1024), 1024);
                        AssertNotApart(seed, root, sample, Shifted(root, sample, -2.5), -2.5);
                    }

                    break;
                case Verdict.Refuted verdict:
                    Interlocked.Increment(ref refuted);
                    Sample witness = new((SampleBatch)verdict.Witness.Batch, verdict.Witness.Options);
                    Assert.True(
                        new[] { 1.0, 10, -3 }.Any(shift => Change(root, witness, Shifted(root, witness, shift), verdict.Witness.Row) > 1e-7),
                        $"seed {seed}: the witness shows no change: {verdict.Witness.Text}\n{GraphText.Write(root)}");
                    break;
            }
        });
        Assert.True(proved > 0 && refuted > Formulas / 20, $"only {proved} were proved and {refuted} refuted");
    }

    [Fact]
    public void No_claimed_curvature_is_contradicted()
    {
        int proved = 0;
        Run(seed =>
        {
            GraphBuilder b = new();
            Random random = new(seed);
            Node root = new RandomFormulas(b, random).Next(2 + (seed % 3));
            foreach (Node input in Traversal.Sorted(root).Where(node => node is ColumnNode { IsBoolean: false } or OptionNode { IsBoolean: false }))
            {
                Curvature found = Bend.Of(root, input).Curvature;
                for (int i = 0; found != Curvature.Unknown && i < 3; i++)
                {
                    Interlocked.Increment(ref proved);
                    CheckMiddle(seed, root, input, found, new SampleBatches(root).Next(random.Next(), new SampleSettings { LargestMagnitude = 100 }), random);
                }
            }
        });
        Assert.True(proved > Formulas / 3, $"only {proved} curvatures were proved");
    }

    /// <summary>How many trends of a random formula are proved; none of them is contradicted.</summary>
    private static int CheckTrends(int seed)
    {
        GraphBuilder b = new();
        Node root = new RandomFormulas(b, new Random(seed)).Next(2 + (seed % 4));
        int proved = 0;
        foreach (Node input in Traversal.Sorted(root).Where(node => node is ColumnNode or OptionNode))
        {
            Monotone found = Monotone.Of(root, input, withWitnesses: false);
            if (found.Trend != Trend.Unknown)
            {
                proved++;
                Check(seed, root, input, found.Trend);
            }
        }

        return proved;
    }

    /// <summary>The value in the middle of two inputs against the middle of their values.</summary>
    private static void CheckMiddle(int seed, Node root, Node input, Curvature claimed, Sample sample, Random random)
    {
        Interval range = input is ColumnNode column ? column.Range : ((OptionNode)input).Range;
        double size = new[] { 0.125, 1, 16 }[random.Next(3)];
        int element = -1;
        double At(double from, int step) => (Math.Round(from * 64) / 64) + (step * size);
        Sample? Put(int step)
        {
            if (input is OptionNode option)
            {
                double moved = At(sample.Options[option.Name], step);
                return range.Contains(moved) ? sample.WithOption(option.Name, moved) : null;
            }

            (string level, string name) = (((ColumnNode)input).Domain!.Key, ((ColumnNode)input).Name);
            if (sample.Batch.Column(level, name) is not { Count: > 0 } values)
            {
                return null;
            }

            element = element < 0 ? random.Next(values.Count) : element;
            double value = At(values[element], step);
            return range.Contains(value) ? sample with { Batch = sample.Batch.Map(level, name, (row, old) => row == element ? value : old) } : null;
        }

        if (Put(-1) is not { } left || Put(0) is not { } middle || Put(1) is not { } right)
        {
            return;
        }

        Interval[] low = new Enclosure(left.Evaluator()).Of(root), mid = new Enclosure(middle.Evaluator()).Of(root), high = new Enclosure(right.Evaluator()).Of(root);
        bool isOwn = input is ColumnNode own && own.Domain!.Equals(root.Domain);
        for (int row = 0; row < mid.Length; row++)
        {
            Interval chord = new Interval((low[row].Low + high[row].Low) / 2, (low[row].High + high[row].High) / 2).Outward(2);
            bool above = mid[row].Low > chord.High, below = mid[row].High < chord.Low;
            Assert.False(
                (!isOwn || row == element) && ((above && claimed != Curvature.Concave) || (below && claimed != Curvature.Convex)),
                $"seed {seed}: claimed {claimed} in {input.Key}, but row {row} has {mid[row]} in the middle of {low[row]} and {high[row]}\n{GraphText.Write(root)}\n{middle.Batch}\n{string.Join(", ", middle.Options)}");
        }
    }

    /// <summary>The same formulas each time; others, from seeds that are printed, on request.</summary>
    private static void Run(Action<int> check)
    {
        Parallel.For(0, Formulas, check);
        if (_others > 0)
        {
            Gen.Int[0, int.MaxValue - 8].Sample(check, iter: _others);
        }
    }

    private static void Check(int seed, Node root, Node input, Trend trend)
    {
        bool isOwn = input is ColumnNode column && column.Domain!.Equals(root.Domain);
        SampleBatches samples = new(root);
        Random random = new(seed);
        for (int i = 0; i < 3; i++)
        {
            Sample sample = samples.Next(random.Next(), new SampleSettings { LargestMagnitude = i == 0 ? 10 : 1e4 });
            if (Moved(sample, input, random) is not { } move)
            {
                continue;
            }

            Interval[] before = new Enclosure(sample.Evaluator()).Of(root), after = new Enclosure(move.Sample.Evaluator()).Of(root);
            for (int row = 0; row < before.Length; row++)
            {
                if (isOwn && row != move.Element)
                {
                    continue;
                }

                bool rises = after[row].Low > before[row].High, falls = after[row].High < before[row].Low;
                Assert.False(
                    (rises && trend != Trend.Nondecreasing) || (falls && trend != Trend.Nonincreasing),
                    $"seed {seed}: claimed {trend} in {input.Key}, but row {row} goes from {before[row]} to {after[row]}\n{GraphText.Write(root)}\n{sample.Batch}\n{move.Sample.Batch}\n{string.Join(", ", sample.Options)}");
            }
        }
    }

    /// <summary>The sample with one number of the input raised, and where; null where it cannot be.</summary>
    private static (Sample Sample, int Element)? Moved(Sample sample, Node input, Random random)
    {
        double[] steps = [1e-3, 0.1, 1, 7, 100];
        double Raised(double from, Interval range) => Math.Min(from + steps[random.Next(steps.Length)], range.High);
        switch (input)
        {
            case OptionNode option:
                double old = sample.Options[option.Name];
                return (sample.WithOption(option.Name, option.IsBoolean ? 1 : Raised(old, option.Range)), -1);
            case ColumnNode column when sample.Batch.Column(column.Domain!.Key, column.Name) is { Count: > 0 } values:
                int element = random.Next(values.Count);
                return (sample with { Batch = sample.Batch.Map(column.Domain.Key, column.Name, (row, value) => row != element ? value : column.IsBoolean ? 1 : Raised(value, column.Range)) }, element);
            default:
                return null;
        }
    }

    /// <summary>The sample with learned scores to which constants can be added without rounding.</summary>
    private static Sample Dyadic(Node root, Sample sample) => Learned(root, sample, value => Math.Round(value * 64) / 64);

    private static Sample Shifted(Node root, Sample sample, double shift) => Learned(root, sample, value => value + shift);

    private static Sample Learned(Node root, Sample sample, Func<double, double> map) => sample with
    {
        Batch = Traversal.Sorted(root).OfType<ColumnNode>().Where(column => column.IsLearned)
            .Aggregate(sample.Batch, (batch, column) => batch.Map(column.Domain!.Key, column.Name, (_, value) => map(value))),
    };

    private static double Change(Node root, Sample one, Sample other, int row) => Math.Abs(one.Evaluate(root)[row] - other.Evaluate(root)[row]);

    private static void AssertNotApart(int seed, Node root, Sample one, Sample other, double shift)
    {
        Interval[] before = new Enclosure(one.Evaluator()).Of(root), after = new Enclosure(other.Evaluator()).Of(root);
        for (int row = 0; row < before.Length; row++)
        {
            Assert.False(
                before[row].High < after[row].Low || after[row].High < before[row].Low,
                $"seed {seed}: claimed invariant, but row {row} goes from {before[row]} to {after[row]} with {shift} added\n{GraphText.Write(root)}\n{one.Batch}\n{string.Join(", ", one.Options)}");
        }
    }
}
