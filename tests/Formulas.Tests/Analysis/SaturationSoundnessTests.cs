using CsCheck;

namespace Paragon.Formulas.Tests.Analysis;

/// <summary>Random rewards made of curves, centres, weights and offsets: what is proved of their saturation is seen in their values, and what is refuted is not.</summary>
public sealed class SaturationSoundnessTests
{
    private const double Step = 0.25, Rounding = 1e-9, Abrupt = 1e-4;

    [Fact]
    public void Values_agree_with_every_verdict()
    {
        int proved = 0, refuted = 0;
        Gen.Int[0, int.MaxValue - 8].Check(
            seed =>
            {
                ParShapings par = new();
                Node reward = Reward(par, new Random(seed), 2);
                switch (Saturation.Of(reward))
                {
                    case Verdict.Proved:
                        Interlocked.Increment(ref proved);
                        for (int i = 0; i < 3; i++)
                        {
                            Sample sample = new SampleBatches(reward).Next(seed + i, new SampleSettings { LargestMagnitude = 3 });
                            Assert.True(Violation(reward, sample, 0) is null, $"seed {seed}: {Violation(reward, sample, 0)}\n{GraphText.Write(reward)}\n{sample.Batch}\n{string.Join(", ", sample.Options)}");
                        }

                        break;
                    case Verdict.Refuted verdict:
                        Interlocked.Increment(ref refuted);
                        Sample witness = new((SampleBatch)verdict.Witness.Batch, verdict.Witness.Options);
                        Assert.True(Violation(reward, witness, verdict.Witness.Row) is not null, $"seed {seed}: nothing is wrong with {verdict.Witness.Text}\n{GraphText.Write(reward)}\n{witness.Batch}\n{string.Join(", ", witness.Options)}");
                        break;
                }
            },
            iter: 800);
        Assert.True(proved > 60 && refuted > 60, $"only {proved} proved and {refuted} refuted");
    }

    /// <summary>What contradicts rapid growth then slowing when one own score moves, or null.</summary>
    private static string? Violation(Node reward, Sample sample, int row)
    {
        double[] others = [.. sample.Batch.Column("reference", "score") ?? [], .. (sample.Batch.Column("completion", "score") ?? []).Where((_, other) => other != row && ReadsGroup(reward))];
        double low = others.DefaultIfEmpty(0).Min(), high = others.DefaultIfEmpty(0).Max();
        double Value(double score) => (sample with { Batch = sample.Batch.Map("completion", "score", (other, old) => other == row ? score : old) }).Evaluate(reward)[row];
        double[] points = [.. Enumerable.Range(-400, 801).Select(i => i < 0 ? low + (i * Step) : high + (i * Step))];
        double[] values = [.. points.Select(Value)];
        double[] gains = [.. values.Skip(1).Zip(values, (next, value) => next - value)];
        double size = Rounding * (1 + values.Max(Math.Abs));
        for (int i = 0; i < gains.Length; i++)
        {
            if (gains[i] < -size)
            {
                return $"it falls at {points[i]}";
            }

            bool isRight = points[i] >= high, isLeft = i + 1 < gains.Length && points[i + 2] <= low;
            if (isRight && i + 1 < gains.Length && gains[i + 1] > gains[i] + size)
            {
                return $"the growth rises on the right at {points[i]}";
            }

            if (isLeft && gains[i + 1] < gains[i] - size)
            {
                return $"the growth falls on the left at {points[i]}";
            }

            bool stops = i > 0 && ((points[i] > high && gains[i] == 0 && gains[i - 1] > Abrupt * gains.Max()) || (points[i] < low && gains[i] > Abrupt * gains.Max() && gains[i - 1] == 0));
            if (stops)
            {
                return $"the growth stops at {points[i]}";
            }
        }

        double Slope(double score) => (Value(score + 1e-4) - Value(score - 1e-4)) / 2e-4;
        double atCentre = Slope(low), steepest = low < high ? 0 : Enumerable.Range(-200, 401).Max(i => Slope(low + (0.05 * i)));
        if (steepest > (atCentre * 1.0005) + 1e-6)
        {
            return $"slope {atCentre} at the centre, {steepest} elsewhere";
        }

        double far = Value(high + 2e9) - Value(high + 1e9), near = (Value(high + Step) - Value(high)) / Step;
        double farLeft = Value(low - 1e9) - Value(low - 2e9);
        return near > 1e-6 && (far / 1e9 > 0.05 * near || farLeft / 1e9 > 0.05 * near) ? $"it still grows by {far / 1e9} far away" : Corner(Value, low, high);
    }

    /// <summary>A corner: the growth over a small step changes at once.</summary>
    private static string? Corner(Func<double, double> value, double low, double high)
    {
        double Slope(double score) => (value(score + 1e-7) - value(score - 1e-7)) / 2e-7;
        double centre = (value(high + 1e-5) - value(low - 1e-5)) / (high - low + 2e-5);
        for (double score = low - 12; score <= high + 12; score += 0.125)
        {
            (double left, double right) = (score, score + 0.125);
            while (right - left > 1e-5 && Math.Abs(Slope(right) - Slope(left)) > 0.1 * centre)
            {
                double middle = (left + right) / 2;
                (left, right) = Math.Abs(Slope(middle) - Slope(left)) > Math.Abs(Slope(right) - Slope(middle)) ? (left, middle) : (middle, right);
            }

            if (right - left <= 1e-5)
            {
                return $"a corner at {left}";
            }
        }

        return null;
    }

    private static bool ReadsGroup(Node reward) => Traversal.Sorted(reward).OfType<ReduceNode>().Any(reduce => reduce.Link.Key == ParShapings.GroupOfCompletion.Key);

    private static Node Reward(ParShapings par, Random random, int depth)
    {
        GraphBuilder b = par.Builder;
        Node part = random.Next(4) == 0 ? par.Mean(Curve(par, random, par.Margin))
            : Curve(par, random, b.Subtract(par.Score, random.Next(4) switch
            {
                0 => b.Reduce(Reduction.Mean, ParShapings.CompletionOfReference, par.ReferenceScore),
                1 => b.Reduce(Reduction.Max, ParShapings.CompletionOfReference, par.ReferenceScore),
                2 => b.Number(0),
                _ => b.Gather(ParShapings.GroupOfCompletion, b.Reduce(Reduction.Mean, ParShapings.GroupOfCompletion, par.Score)),
            }));
        if (random.Next(3) == 0)
        {
            part = b.Apply(Exponentials.Tanh, part);
        }

        part = random.Next(4) == 0 ? b.Add(b.Multiply(b.Number(random.Next(5) == 0 ? -0.5 : 2), part), b.Number(1)) : part;
        return depth > 0 && random.Next(3) == 0 ? b.Add(part, Reward(par, random, depth - 1)) : part;
    }

    private static Node Curve(ParShapings par, Random random, Node z)
    {
        GraphBuilder b = par.Builder;
        Node steepness = random.Next(3) == 0 ? b.Option("Gain", range: new Interval(0.5, 3)) : b.Number(random.Next(6) == 0 ? -1 : 1);
        Node argument = b.Multiply(steepness, random.Next(4) == 0 ? b.Subtract(z, b.Number(2)) : z);
        return random.Next(8) switch
        {
            0 or 1 => b.Apply(Exponentials.Sigmoid, argument),
            2 => b.Apply(Exponentials.Tanh, argument),
            3 => b.Apply(Exponentials.Atan, argument),
            4 => b.Apply(Exponentials.LogSigmoid, argument),
            5 => b.Apply(Comparisons.Clamp, argument, b.Number(-3), b.Number(3)),
            6 => argument,
            _ => b.Apply(Exponentials.Sigmoid, b.Apply(Exponentials.Atan, argument)),
        };
    }
}
