using CsCheck;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Models;

public sealed class TokenLogProbabilitiesTests
{
    private static readonly Gen<TokenizedCompletion> Sequence =
        Gen.Select(Gen.Int[0, 22].Array[1, 9], Gen.Int[0, 22].Array[0, 9], (prompt, completion) => new TokenizedCompletion(prompt, completion));

    private static readonly Gen<TokenizedCompletion[]> Sequences = Sequence.Array[1, 8].Where(list => list.Any(s => s.Completion.Length > 0));

    [Fact]
    public void Packed_log_probabilities_are_those_of_each_sequence_alone_by_the_plain_loops()
    {
        using Transformer model = TinyModels.Create();
        ScalarTransformer oracle = new(model);
        Gen.Select(Sequences, Gen.Double[0.3, 3], Gen.Int[1, 60]).Check(
            (sequences, temperature, positions) =>
            {
                using DisposeScope scope = NewDisposeScope();
                TokenLogProbabilities actual = TokenLogProbabilities.Compute(
                    model, sequences, new() { Temperature = temperature, PositionsPerPass = positions, RowsPerChunk = 3, Entropy = true });
                (double LogProbability, double Entropy)[] expected = [.. sequences.SelectMany(sequence => Oracle(oracle, sequence, temperature))];
                return Close(actual.LogProbabilities, expected.Select(e => e.LogProbability)) && Close(actual.Entropy!, expected.Select(e => e.Entropy));
            },
            iter: 20);
    }

    [Fact]
    public void Chunked_log_probabilities_equal_the_full_softmax_in_value_and_gradient()
    {
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 9], Gen.Double[0.3, 3], Gen.Int[0, 2]).Check(
            (rows, rowsPerChunk, temperature, use) =>
            {
                using DisposeScope scope = NewDisposeScope();
                using Generator generator = new((ulong)(rows + (100 * rowsPerChunk)));
                Tensor hidden = randn(rows, 4, dtype: ScalarType.Float64, generator: generator), weight = randn(7, 4, dtype: ScalarType.Float64, generator: generator);
                Tensor targets = randint(0, 7, [rows], dtype: ScalarType.Int64, generator: generator);
                Tensor ofLog = randn(rows, dtype: ScalarType.Float64, generator: generator), ofEntropy = randn(rows, dtype: ScalarType.Float64, generator: generator);

                (Tensor[] expected, Tensor[] actual) = (Gradients(Full), Gradients((h, w) => SelectedLogSoftmax.Apply(h, w, targets, temperature, rowsPerChunk, true)));
                return expected.Zip(actual).All(pair => pair.First.allclose(pair.Second, 1e-10, 1e-12));

                Tensor[] Gradients(Func<Tensor, Tensor, (Tensor LogProbabilities, Tensor Entropy)> compute)
                {
                    Tensor h = hidden.clone().requires_grad_(), w = weight.clone().requires_grad_();
                    (Tensor logs, Tensor entropy) = compute(h, w);
                    Tensor loss = use switch { 0 => logs.dot(ofLog), 1 => entropy.dot(ofEntropy), _ => logs.dot(ofLog) + entropy.dot(ofEntropy) };
                    loss.backward();
                    return [logs.detach(), entropy.detach(), h.grad!, w.grad!];
                }

                (Tensor, Tensor) Full(Tensor h, Tensor w)
                {
                    Tensor logs = h.mm(w.t()).div(temperature).log_softmax(-1);
                    return (logs.gather(1, targets.unsqueeze(1)).squeeze(1), -(logs.exp() * logs).sum(-1));
                }
            },
            iter: 60);
    }

    [Fact]
    public void The_gradient_of_every_parameter_is_that_of_the_unpacked_computation()
    {
        using Transformer model = TinyModels.Create();
        TokenizedCompletion[] sequences = [new([1, 2, 3], [4, 5]), new([6], [7, 8, 9, 10]), new([1, 1], []), new([11, 12], [13])];
        double[] weights = [0.5, -1, 2, 0.25, 1, -0.5, 3];

        Dictionary<string, Tensor> packed = Gradients(() => TokenLogProbabilities.Compute(model, sequences, new() { PositionsPerPass = 5, RowsPerChunk = 2 }).LogProbabilities.dot(tensor(weights)));
        Dictionary<string, Tensor> alone = Gradients(() =>
        {
            Tensor[] parts = [.. sequences.Where(s => s.Completion.Length > 0).Select(s =>
                model.Logits(model.HiddenStates(Ids([.. s.Prompt, .. s.Completion])))[0].log_softmax(-1)
                    .narrow(0, s.Prompt.Length - 1, s.Completion.Length).gather(1, Ids(s.Completion).t()).squeeze(1))];
            return cat(parts).dot(tensor(weights));
        });
        Assert.All(packed, gradient => Assert.True(gradient.Value.allclose(alone[gradient.Key], 1e-9, 1e-11), gradient.Key));
        Assert.All(packed.Values, gradient => Assert.True(gradient.abs().max().item<double>() > 0));

        Dictionary<string, Tensor> Gradients(Func<Tensor> loss)
        {
            using DisposeScope scope = NewDisposeScope();
            model.zero_grad();
            loss().backward();
            return model.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!.clone().DetachFromDisposeScope());
        }
    }

    [Fact]
    public void A_frozen_model_gives_numbers_without_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = TinyModels.Create(), frozen = model.Clone();
        TokenizedCompletion[] sequences = [new([1], [2, 3])];
        Tensor expected = TokenLogProbabilities.Compute(model, sequences).LogProbabilities, actual = TokenLogProbabilities.Compute(frozen, sequences).LogProbabilities;
        Assert.True(expected.requires_grad);
        Assert.False(actual.requires_grad);
        Assert.True(actual.Equals(expected.detach()));
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-4)]
    [InlineData(ScalarType.BFloat16, 0.15)]
    public void Smaller_number_types_give_the_same_numbers_and_gradients_within_their_precision(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = TinyModels.Create(), small = TinyModels.Create(dataType: type);
        TokenizedCompletion[] sequences = [new([1, 2], [3, 4, 5]), new([5], [6])];
        (TokenLogProbabilities expected, TokenLogProbabilities actual) = (Compute(model), Compute(small));
        Assert.True(actual.LogProbabilities.to(ScalarType.Float64).allclose(expected.LogProbabilities, tolerance, tolerance));
        Assert.True(actual.Entropy!.to(ScalarType.Float64).allclose(expected.Entropy!, tolerance, tolerance));
        Tensor difference = small.OutputWeight.grad!.to(ScalarType.Float64) - model.OutputWeight.grad!;
        Assert.InRange(difference.norm().item<double>() / model.OutputWeight.grad!.norm().item<double>(), 0, tolerance);

        TokenLogProbabilities Compute(Transformer transformer)
        {
            TokenLogProbabilities result = TokenLogProbabilities.Compute(transformer, sequences, new() { Entropy = true, RowsPerChunk = 2 });
            (result.LogProbabilities + result.Entropy!).sum().backward();
            return result;
        }
    }

    [Fact]
    public void A_frozen_vocabulary_projection_still_passes_the_gradient_on()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = randn(3, 4).requires_grad_(), weight = randn(5, 4);
        SelectedLogSoftmax.Apply(hidden, weight, zeros(3, ScalarType.Int64), 1, 2, false).LogProbabilities.sum().backward();
        Assert.NotNull(hidden.grad);
        Assert.Null(weight.grad);
    }

    [Fact]
    public void Impossible_tokens_do_not_spoil_the_entropy()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = tensor([1.0, 0], 1, 2).requires_grad_(), weight = tensor([0.0, 0, 0, 0, double.NegativeInfinity, 0], 3, 2);
        Tensor entropy = SelectedLogSoftmax.Apply(hidden, weight, zeros(1, ScalarType.Int64), 1, 8, true).Entropy;
        Assert.Equal(Math.Log(2), entropy.item<double>(), 12);
    }

    [Fact]
    public void One_call_leaves_only_its_results_behind_forward_and_backward()
    {
        using Transformer model = TinyModels.Create();
        TokenizedCompletion[] sequences = [new([1], [2, 3]), new([1, 2, 3, 4, 5, 6], [3])];
        using DisposeScope scope = NewDisposeScope();
        TokenLogProbabilities result = TokenLogProbabilities.Compute(model, sequences, new() { Entropy = true, PositionsPerPass = 2 });
        Assert.Equal(3, scope.DisposablesCount);
        using (NewDisposeScope())
        {
            result.LogProbabilities.sum().backward();
        }

        Assert.Equal(3, scope.DisposablesCount);
    }

    [Fact]
    public void What_cannot_be_scored_is_refused_by_row()
    {
        using Transformer model = TinyModels.Create();
        Refuses(new([], [3]), "Sequence 1 has an empty prompt");
        Refuses(new([1, 23], [3]), "Sequence 1 holds id 23 at position 1, outside the model's vocabulary of 23 ids");
        Refuses(new([1], [2, -1]), "The completion of sequence 1 holds id -1");
        Refuses(new(new int[60], new int[6]), "65 tokens is longer than the model's maximum of 64");

        void Refuses(TokenizedCompletion bad, string message) =>
            Assert.Contains(message, Assert.Throws<ModelException>(() => TokenLogProbabilities.Compute(model, [new([1], [2]), bad])).Message);
    }

    [Fact]
    public void A_model_that_diverged_is_reported_with_sequence_and_token()
    {
        using Transformer model = TinyModels.Create();
        using (no_grad())
        {
            model.OutputWeight[5].fill_(double.NaN);
        }

        ModelException error = Assert.Throws<ModelException>(() => TokenLogProbabilities.Compute(model, [new([1], []), new([1], [2])]));
        Assert.Contains("completion token 0 of sequence 1 is NaN", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_temperature_that_is_no_positive_number_is_refused(double temperature)
    {
        using Transformer model = TinyModels.Create();
        Assert.Throws<ModelException>(() => TokenLogProbabilities.Compute(model, [new([1], [2])], new() { Temperature = temperature }));
    }

    [Fact]
    public void Values_and_last_states_belong_to_their_tokens()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = TinyModels.Create();
        using ValueHead head = new(16, 3, dataType: ScalarType.Float64);
        TokenizedCompletion[] sequences = [new([1, 2], [3, 4]), new([5], [6])];
        Tensor first = model.HiddenStates(Ids([1, 2, 3, 4])), second = model.HiddenStates(Ids([5, 6]));
        Tensor values = head.Values(TokenLogProbabilities.Compute(model, sequences).States);
        Assert.True(values.allclose(cat([head.Values(first[0, 1..3]), head.Values(second[0, 0..1])]), 1e-10, 1e-12));
        Assert.True(CompletionStates.AfterLastToken(model, sequences).allclose(stack([first[0, 3], second[0, 1]]), 1e-10, 1e-12));
        values.sum().backward();
        Assert.All(head.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Every_row_is_in_exactly_one_rectangle_and_rectangles_are_small_and_full() => Gen.Select(Gen.Int[0, 300].Array[0, 60], Gen.Int[1, 5000]).Check(
        (lengths, largest) =>
        {
            IReadOnlyList<int[]> plan = SequencePlan.Of(lengths, largest);
            Assert.Equal(Enumerable.Range(0, lengths.Length).Where(row => lengths[row] > 0), plan.SelectMany(rows => rows).Order());
            Assert.All(plan, rows =>
            {
                int area = rows.Length * rows.Max(row => lengths[row]);
                Assert.True(rows.Length == 1 || area <= largest);
                Assert.True(area <= 1024 || area - rows.Sum(row => lengths[row]) <= 0.2 * area);
            });
        });

    private static IEnumerable<(double LogProbability, double Entropy)> Oracle(ScalarTransformer oracle, TokenizedCompletion sequence, double temperature)
    {
        double[][] logits = oracle.Logits([.. sequence.Prompt, .. sequence.Completion]);
        for (int index = 0; index < sequence.Completion.Length; index++)
        {
            double[] scaled = [.. logits[sequence.Prompt.Length - 1 + index].Select(logit => logit / temperature)];
            double normalizer = Math.Log(scaled.Sum(Math.Exp));
            yield return (scaled[sequence.Completion[index]] - normalizer, -scaled.Sum(z => Math.Exp(z - normalizer) * (z - normalizer)));
        }
    }

    private static bool Close(Tensor actual, IEnumerable<double> expected) => actual.detach().data<double>().ToArray() is var numbers
        && expected.ToArray() is var wanted && numbers.Length == wanted.Length && numbers.Zip(wanted, (a, e) => Math.Abs(a - e)).Max() < 1e-9;

    private static Tensor Ids(int[] ids) => tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0);
}
