using CsCheck;
using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

public sealed class DataStreamTests
{
    [Fact]
    public void A_stream_goes_on_exactly_where_it_was_saved()
    {
        using TemporaryFolder folder = new();
        Gen.Select(Gen.Int[1, 30], Gen.OneOf(Gen.Const(0), Gen.Int[1, 40]), Gen.Int[0, 80], Gen.ULong).Check(
            (rows, window, taken, seed) =>
            {
                DataFile file = new(folder.Write([.. Enumerable.Range(0, rows).Select(i => $$"""{"prompt": "{{i}}"}""")]));
                using DataStream<PromptExample> whole = new(file, seed, window), restarted = new(file, seed, window);
                whole.Next(taken);
                restarted.Restore(whole.Position);
                Assert.Equal(whole.Position, restarted.Position);
                Assert.Equal(whole.Next(50), restarted.Next(50));
                Assert.Equal(whole.Position, restarted.Position);
                Assert.Equal(whole.Report.ToString(), restarted.Report.ToString());
            },
            iter: 200);
    }

    [Fact]
    public void Every_pass_holds_every_example_once()
    {
        using TemporaryFolder folder = new();
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 40], Gen.ULong).Check(
            (rows, window, seed) =>
            {
                using DataStream<PromptExample> stream = new(new DataFile(folder.Write([.. Enumerable.Range(0, rows).Select(i => $$"""{"prompt": "{{i}}"}""")])), seed, window);
                for (int epoch = 0; epoch < 3; epoch++)
                {
                    Assert.Equal(Enumerable.Range(0, rows), stream.Next(rows).Select(Number).Order());
                    Assert.Equal((epoch, rows), (stream.Position.Epoch, stream.Position.Taken));
                }
            },
            iter: 200);
    }

    [Fact]
    public void The_order_is_of_the_seed_and_of_the_pass()
    {
        using TemporaryFolder folder = new();
        DataFile file = new(folder.Write([.. Enumerable.Range(0, 200).Select(i => $$"""{"prompt": "{{i}}"}""")]));
        int[] first = Take(1), again = Take(1), other = Take(2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first[..200], first[200..]);
        Assert.NotEqual(Enumerable.Range(0, 200), first[..200]);

        using DataStream<PromptExample> unshuffled = new(file, seed: 1, window: 0);
        Assert.Equal(Enumerable.Range(0, 200), unshuffled.Next(200).Select(Number));

        int[] Take(ulong seed)
        {
            using DataStream<PromptExample> stream = new(file, seed);
            return [.. stream.Next(400).Select(Number)];
        }
    }

    [Fact]
    public void Every_order_of_a_small_file_is_equally_likely()
    {
        using TemporaryFolder folder = new();
        DataFile file = new(folder.Write([.. Enumerable.Range(0, 3).Select(i => $$"""{"prompt": "{{i}}"}""")]));
        using DataStream<PromptExample> stream = new(file, seed: 7);
        Dictionary<string, int> orders = [];
        for (int pass = 0; pass < 1200; pass++)
        {
            string order = string.Concat(stream.Next(3).Select(Number));
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        // 200 each is expected; 5 standard deviations are 65.
        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 135, 265));
    }

    [Fact]
    public void A_position_of_other_data_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("""{"prompt": "a"}""", """{"prompt": "b"}""");
        using DataStream<PromptExample> stream = new(new DataFile(path), seed: 1);
        stream.Next();
        DataPosition position = stream.Position;
        using DataStream<PromptExample> otherSeed = new(new DataFile(path), seed: 2);
        Assert.Contains("seed 2", Assert.Throws<DataFileException>(() => otherSeed.Restore(position)).Message, StringComparison.Ordinal);
        folder.Write("""{"prompt": "a"}""", """{"prompt": "c"}""");
        using DataStream<PromptExample> otherFile = new(new DataFile(path), seed: 1);
        Assert.Throws<DataFileException>(() => otherFile.Restore(position));
    }

    [Fact]
    public void A_stream_of_another_kind_is_refused_before_the_first_example()
    {
        using TemporaryFolder folder = new();
        DataFile file = new(folder.Write("""{"prompt": "a"}"""));
        Assert.Throws<DataFileException>(() => new DataStream<PreferenceExample>(file, seed: 1));
    }

    private static int Number(PromptExample example) => int.Parse(example.Prompt, System.Globalization.CultureInfo.InvariantCulture);
}
