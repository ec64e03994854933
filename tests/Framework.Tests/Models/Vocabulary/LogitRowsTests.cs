using CsCheck;
using Paragon.Kernels;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Models.Vocabulary;

/// <summary>The vector code and the tensor operations between the matrix products say the same, and what the definitions say.</summary>
public sealed class LogitRowsTests
{
    [Fact]
    public void Vector_code_gives_the_values_and_derivatives_of_the_definitions() => Sample((logits, targets, temperature, ofLog, ofEntropy) =>
    {
        Tensor exact = logits.to(ScalarType.Float64).requires_grad_();
        Tensor logs = (exact / temperature).log_softmax(-1), chosen = logs.gather(1, targets.unsqueeze(1)).squeeze(1), entropy = -(logs.exp() * logs).sum(-1);
        Tensor loss = zeros(1, ScalarType.Float64);
        loss = ofLog is null ? loss : loss + (chosen * ofLog).sum();
        loss = ofEntropy is null ? loss : loss + (entropy * ofEntropy).sum();
        loss.backward();

        LogitColumns columns = LogitColumns.Make(logits.size(0), ScalarType.Float32, CPU, true, true);
        VectorLogitRows rows = new(temperature);
        rows.Read(logits, targets, columns);
        Near(chosen, columns.LogProbabilities, 1e-5);
        Near((exact / temperature).logsumexp(-1), columns.Normalizers, 1e-5);
        Near(entropy, columns.Entropies!, 1e-5);
        Near(logs.exp().square().sum(-1), columns.SquaredProbabilities!, 1e-6);
        rows.Differentiate(logits, targets, columns, ofLog, ofEntropy);
        Near(exact.grad!, logits, 5e-5);
    });

    [Fact]
    public void Tensor_operations_give_what_the_vector_code_gives() => Sample((logits, targets, temperature, ofLog, ofEntropy) =>
    {
        Tensor other = logits.clone();
        (LogitColumns expected, LogitColumns actual) = (Run(new VectorLogitRows(temperature), logits), Run(new TensorLogitRows(temperature), other));
        Near(expected.LogProbabilities, actual.LogProbabilities, 1e-4);
        Near(expected.Entropies!, actual.Entropies!, 1e-4);
        Near(expected.SquaredProbabilities!, actual.SquaredProbabilities!, 1e-4);
        Near(logits, other, 1e-4);

        LogitColumns Run(ILogitRows rows, Tensor values)
        {
            LogitColumns columns = LogitColumns.Make(values.size(0), ScalarType.Float32, CPU, true, true);
            rows.Prepare(values);
            rows.Read(values, targets, columns);
            rows.Differentiate(values, targets, columns, ofLog, ofEntropy);
            return columns;
        }
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_reading_leaves_is_the_derivative_but_for_a_factor_a_row(bool vectors) => Sample((logits, targets, temperature, ofLog, _) =>
    {
        Tensor exact = logits.to(ScalarType.Float64).requires_grad_(), weights = ofLog ?? ones(logits.size(0));
        Tensor chosen = (exact / temperature).log_softmax(-1).gather(1, targets.unsqueeze(1)).squeeze(1);
        (chosen * weights).sum().backward();

        LogitColumns columns = LogitColumns.Make(logits.size(0), ScalarType.Float32, CPU, false, false);
        ILogitRows rows = vectors ? new VectorLogitRows(temperature) : new TensorLogitRows(temperature);
        rows.Prepare(logits);
        Tensor factors = rows.ReadSlopes(logits, targets, columns);
        Near(chosen, columns.LogProbabilities, 1e-5);
        Near((exact / temperature).logsumexp(-1), columns.Normalizers, 1e-5);
        Near(exact.grad!, logits * (factors * weights).unsqueeze(1), 5e-5);
    });

    [Fact]
    public void Vectors_of_both_widths_give_the_same() => Gen.Float[-30, 30].Array[1, 90].Check(values =>
    {
        float[] narrow = [.. values], wide = [.. values], derivative = [.. values], other = [.. values];
        (double sum, float highest) = Masses.Sum<Lanes256<float>>(narrow, 0.7f, true);
        (double otherSum, float otherHighest) = Masses.Sum<Lanes512<float>>(wide, 0.7f, true);
        Assert.Equal(values.Max() * 0.7f, highest);
        Assert.Equal(highest, otherHighest);
        Assert.Equal(narrow.Sum(mass => (double)mass), sum, 1e-5 * sum);
        Assert.Equal(sum, otherSum, 1e-6 * sum);
        Close(narrow, wide);
        LogitRow read = LogitRow.Read<Lanes256<float>>(values, 0, 0.7f), wider = LogitRow.Read<Lanes512<float>>(values, 0, 0.7f);
        Assert.Equal(highest + Math.Log(sum), read.Normalizer, 1e-5);
        Close([(float)read.Entropy, (float)read.SquaredProbabilities], [(float)wider.Entropy, (float)wider.SquaredProbabilities]);
        LogitRow.Differentiate<Lanes256<float>>(derivative, 0, 0.7f, (float)read.Normalizer, 1, (float)read.Entropy, 0.3f);
        LogitRow.Differentiate<Lanes512<float>>(other, 0, 0.7f, (float)read.Normalizer, 1, (float)read.Entropy, 0.3f);
        Close(derivative, other);

        static void Close(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    });

    [Fact]
    public void A_row_is_the_same_whatever_rows_are_beside_it()
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = new(3);
        Tensor logits = randn(40, 5000, generator: generator), targets = randint(0, 5000, [40], dtype: ScalarType.Int64, generator: generator);
        LogitColumns all = LogitColumns.Make(40, ScalarType.Float32, CPU, true, true), one = LogitColumns.Make(1, ScalarType.Float32, CPU, true, true);
        new VectorLogitRows(0.7).Read(logits, targets, all);
        new VectorLogitRows(0.7).Read(logits[17..18].contiguous(), targets[17..18].contiguous(), one);
        Assert.Equal(all.LogProbabilities[17].item<float>(), one.LogProbabilities.item<float>());
        Assert.Equal(all.Entropies![17].item<float>(), one.Entropies!.item<float>());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void What_is_not_a_number_is_seen_wherever_it_stands(int place)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = zeros(1, 41), targets = zeros(1, ScalarType.Int64);
        logits[0, place] = float.NaN;
        LogitColumns columns = LogitColumns.Make(1, ScalarType.Float32, CPU, true, true);
        new VectorLogitRows(1).Read(logits, targets, columns);
        Assert.True(float.IsNaN(columns.LogProbabilities.item<float>()));
        Assert.True(float.IsNaN(columns.Entropies!.item<float>()));
    }

    [Fact]
    public void Impossible_entries_spoil_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] row = [.. Enumerable.Repeat(float.NegativeInfinity, 38), 0, 0];
        Tensor logits = tensor(row).unsqueeze(0), targets = tensor([39L]);
        LogitColumns columns = LogitColumns.Make(1, ScalarType.Float32, CPU, true, true);
        VectorLogitRows rows = new(1);
        rows.Read(logits, targets, columns);
        Assert.Equal(Math.Log(2), columns.Entropies!.item<float>(), 1e-6);
        Assert.Equal(0.5, columns.SquaredProbabilities!.item<float>(), 1e-6);
        rows.Differentiate(logits, targets, columns, ones(1), ones(1));
        Assert.Equal(-0.5, logits[0, 38].item<float>(), 1e-6);
        Assert.Equal(0.5, logits[0, 39].item<float>(), 1e-6);
        Assert.Equal(0, logits[0, ..38].abs().max().item<float>(), 1e-6);
    }

    private static void Sample(Action<Tensor, Tensor, double, Tensor?, Tensor?> check) =>
        Gen.Select(Gen.Int[1, 12], Gen.OneOf(Gen.Int[1, 70], Gen.Int[2040, 2090]), Gen.Double[0.3, 3], Gen.Int[1, 3]).Check(
            (rows, vocabulary, temperature, use) =>
            {
                using DisposeScope scope = NewDisposeScope();
                using Generator generator = new((ulong)(rows + (100 * vocabulary)));
                Tensor logits = randn(rows, vocabulary, generator: generator) * 4, targets = randint(0, vocabulary, [rows], dtype: ScalarType.Int64, generator: generator);
                Tensor ofLog = randn(rows, generator: generator), ofEntropy = randn(rows, generator: generator);
                check(logits, targets, temperature, use != 2 ? ofLog : null, use != 1 ? ofEntropy : null);
            },
            iter: 40);

    private static void Near(Tensor expected, Tensor actual, double tolerance) =>
        Assert.True(actual.to(ScalarType.Float64).allclose(expected.detach().to(ScalarType.Float64), tolerance, tolerance));
}
