using CsCheck;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Models;

public sealed class TransformerTests
{
    private static readonly Gen<int[]> Sequence = Gen.Int[0, 22].Array[1, 12];

    [Theory]
    [InlineData(TransformerFamily.Llama)]
    [InlineData(TransformerFamily.Qwen2)]
    [InlineData(TransformerFamily.Qwen3)]
    public void Logits_are_those_of_the_plain_loops(TransformerFamily family)
    {
        using Transformer model = TinyModels.Create(family);
        ScalarTransformer oracle = new(model);
        Sequence.Check(
            ids =>
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable constant = no_grad();
                double[] expected = [.. oracle.Logits(ids).SelectMany(row => row)];
                double[] actual = model.Logits(model.HiddenStates(Ids(ids))).data<double>().ToArray();
                return expected.Length == actual.Length && expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() < 1e-10;
            },
            iter: 20);
    }

    [Fact]
    public void Attention_biases_of_all_four_projections_are_used()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = Transformer.Create(TinyModels.Config() with { AttentionBias = true }, 3, dataType: ScalarType.Float64);
        using IDisposable constant = no_grad();
        Tensor before = model.HiddenStates(Ids([1, 2, 3]));
        foreach (string name in (string[])["q", "k", "v", "o"])
        {
            Tensor bias = model.get_parameter($"model.layers.0.self_attn.{name}_proj.bias")!;
            bias.copy_(arange(bias.numel(), ScalarType.Float64));
            double[] expected = [.. new ScalarTransformer(model).Logits([1, 2, 3]).SelectMany(row => row)];
            Tensor hidden = model.HiddenStates(Ids([1, 2, 3]));
            Assert.False(hidden.allclose(before));
            Assert.True(model.Logits(hidden).flatten().allclose(tensor(expected), 1e-9, 1e-9));
            before = hidden;
        }
    }

    [Fact]
    public void A_token_does_not_see_what_comes_after_it()
    {
        using Transformer model = TinyModels.Create();
        Gen.Select(Sequence, Gen.Int[0, 22].Array[12]).Check(
            (ids, filler) =>
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable constant = no_grad();
                Tensor alone = model.HiddenStates(Ids(ids));
                Tensor followed = model.HiddenStates(Ids([.. ids, .. filler])).narrow(1, 0, ids.Length);
                return alone.allclose(followed, 1e-10, 1e-10);
            },
            iter: 20);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using Transformer first = Transformer.Create(TinyModels.Config(), 5), second = Transformer.Create(TinyModels.Config(), 5), other = Transformer.Create(TinyModels.Config(), 6);
        Assert.All(first.parameters().Zip(second.parameters()), pair => Assert.True(pair.First.Equals(pair.Second)));
        Assert.False(first.OutputWeight.Equals(other.OutputWeight));
        Assert.Equal(first.Config.ParameterCount, first.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void A_copy_has_the_values_but_neither_memory_nor_gradient()
    {
        using Transformer model = TinyModels.Create(), copy = model.Clone();
        Assert.True(model.OutputWeight.Equals(copy.OutputWeight));
        Assert.All(copy.parameters(), parameter => Assert.False(parameter.requires_grad));
        using (no_grad())
        {
            model.OutputWeight.add_(1);
        }

        Assert.False(model.OutputWeight.Equals(copy.OutputWeight));
    }

    [Fact]
    public void A_sequence_longer_than_the_maximum_is_refused_with_both_numbers()
    {
        using Transformer model = TinyModels.Create();
        ModelException error = Assert.Throws<ModelException>(() => model.HiddenStates(zeros([1, 65], ScalarType.Int64)));
        Assert.Contains("65 tokens is longer than the model's maximum of 64", error.Message);
    }

    [Fact]
    public void Moving_a_model_is_refused_with_what_to_do_instead()
    {
        using Transformer model = TinyModels.Create();
        Assert.Contains("Transformer.Create", Assert.Throws<NotSupportedException>(() => model.to(ScalarType.Float32)).Message);
    }

    [Fact]
    public void A_forward_pass_leaves_one_tensor_behind()
    {
        using Transformer model = TinyModels.Create();
        using Tensor ids = Ids([1, 2, 3]);
        using IDisposable constant = no_grad();
        using DisposeScope scope = NewDisposeScope();
        model.HiddenStates(ids);
        Assert.Equal(1, scope.DisposablesCount);
    }

    private static Tensor Ids(int[] ids) => tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0);
}
