using CsCheck;
using Paragon.Data;
using Paragon.Training;

namespace Paragon.Framework.Tests.Training;

public sealed class AdvantageSamplingTests
{
    private const int Draws = 40_000;

    [Fact]
    public void Examples_are_drawn_as_often_as_their_advantage_says_and_never_without_one()
    {
        double[] advantages = [0.4, -0.3, 1.2, 0, 0.4];
        foreach ((AdvantagePriority priority, double[] expected) in new[] { (AdvantagePriority.Proportional, new[] { 0.2, 0, 0.6, 0, 0.2 }), (AdvantagePriority.Uniform, [1 / 3.0, 0, 1 / 3.0, 0, 1 / 3.0]) })
        {
            PrioritySource<int> source = new([0, 1, 2, 3, 4], new AdvantageSampling(advantages, priority), new Seeds(7));
            int[] counts = new int[5];
            for (int i = 0; i < Draws; i++)
            {
                counts[source.Next()]++;
            }

            // Four standard deviations of a share of 40,000 draws.
            Assert.All(expected.Zip(counts), both => Assert.Equal(both.First, (double)both.Second / Draws, 4 * Math.Sqrt(0.25 / Draws)));
            Assert.Equal(0, counts[1] + counts[3]);
        }
    }

    [Fact]
    public void Every_uniform_number_draws_an_example_with_an_advantage() => Gen.Select(Gen.Double[-1, 1].Array[1, 6], Gen.Double[0, 1]).Where((advantages, _) => advantages.Any(a => a > 0)).Check((advantages, uniform) =>
    {
        AdvantageSampling sampling = new(advantages, AdvantagePriority.Proportional);
        Assert.Equal(1, sampling.Probabilities.Sum(), 1e-12);
        foreach (double number in (double[])[uniform, 0, Math.BitDecrement(1.0), .. sampling.Probabilities.Select((_, i) => Math.Min(Math.BitDecrement(1.0), sampling.Probabilities.Take(i + 1).Sum()))])
        {
            Assert.True(advantages[sampling.Draw(number)] > 0);
        }
    });

    [Fact]
    public void Data_without_any_advantage_are_refused()
    {
        Assert.Contains("nothing to train on", Assert.Throws<TrainingException>(() => new AdvantageSampling([-1, 0], AdvantagePriority.Proportional)).Message, StringComparison.Ordinal);
        Assert.Contains("example 1 is NaN", Assert.Throws<TrainingException>(() => new AdvantageSampling([1, double.NaN], AdvantagePriority.Uniform)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_goes_on_where_it_stopped_and_with_its_own_data_only()
    {
        PrioritySource<int> Source(double first) => new([.. Enumerable.Range(0, 50)], new AdvantageSampling([.. Enumerable.Range(0, 50).Select(i => i == 0 ? first : i - 20.0)], AdvantagePriority.Proportional), new Seeds(3));
        PrioritySource<int> source = Source(-1);
        _ = Take(source, 20);
        DataPosition position = source.Position;
        int[] next = Take(source, 30);
        PrioritySource<int> again = Source(-1);
        again.Restore(position);
        Assert.Equal(next, Take(again, 30));
        Assert.Throws<TrainingException>(() => Source(1).Restore(position));
    }

    private static int[] Take(PrioritySource<int> source, int count) => [.. Enumerable.Range(0, count).Select(_ => source.Next())];
}
