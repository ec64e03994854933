using System.Text.Json;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Models;

/// <summary>A real pretrained model against float64 logits of the original implementation.</summary>
public sealed class PretrainedModelTests
{
    private sealed record Case(int[] Tokens, double[] LastLogits, double[] NextTokenLogProbabilities, int[] GreedyContinuation);

    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 2e-4)]
    public void Stories260k_gives_the_golden_logits(ScalarType dataType, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = PretrainedModel.Load(SharedFiles.Require("models/stories260k"), dataType: dataType);
        using IDisposable constant = no_grad();
        foreach (Case golden in Cases())
        {
            Tensor logits = model.Logits(model.HiddenStates(Ids(golden.Tokens)))[0].to(ScalarType.Float64);
            Assert.InRange(LargestDifference(logits[-1], golden.LastLogits), 0, tolerance);
            if (golden.Tokens.Length > 1)
            {
                Tensor next = Ids(golden.Tokens)[0].narrow(0, 1, golden.Tokens.Length - 1).unsqueeze(1);
                Tensor logProbabilities = logits.narrow(0, 0, golden.Tokens.Length - 1).log_softmax(-1).gather(1, next).squeeze(1);
                Assert.InRange(LargestDifference(logProbabilities, golden.NextTokenLogProbabilities), 0, tolerance);
            }
        }
    }

    [Fact]
    public void Stories260k_continues_greedily_as_the_original_does()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = PretrainedModel.Load(SharedFiles.Require("models/stories260k"), dataType: ScalarType.Float64);
        using IDisposable constant = no_grad();
        foreach (Case golden in Cases())
        {
            List<int> tokens = [.. golden.Tokens];
            for (int step = 0; step < golden.GreedyContinuation.Length; step++)
            {
                tokens.Add((int)model.Logits(model.HiddenStates(Ids([.. tokens])))[0, -1].argmax().item<long>());
            }

            Assert.Equal(golden.GreedyContinuation, tokens[golden.Tokens.Length..]);
        }
    }

    [Theory]
    [InlineData(TransformerFamily.Llama)]
    [InlineData(TransformerFamily.Qwen2)]
    [InlineData(TransformerFamily.Qwen3)]
    public void A_saved_model_loads_with_the_same_configuration_and_bits(TransformerFamily family)
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using Transformer saved = TinyModels.Create(family, ScalarType.Float32);
        PretrainedModel.Save(saved, folder.Path);
        using Transformer loaded = PretrainedModel.Load(folder.Path);

        Assert.Equal(saved.Config.EndOfText, loaded.Config.EndOfText);
        Assert.Equal(saved.Config with { EndOfText = loaded.Config.EndOfText }, loaded.Config);
        Assert.Equal(saved.named_parameters().Select(p => p.name), loaded.named_parameters().Select(p => p.name));
        Assert.All(saved.parameters().Zip(loaded.parameters()), pair => Assert.True(pair.First.Equals(pair.Second)));
    }

    [Fact]
    public void A_missing_tensor_is_named() => Refuses(
        tensors => tensors.Remove("model.layers.1.mlp.up_proj.weight"),
        "1 tensor(s) that config.json needs are missing: 'model.layers.1.mlp.up_proj.weight'");

    [Fact]
    public void An_unexpected_tensor_is_named() => Refuses(
        tensors => tensors["model.layers.2.input_layernorm.weight"] = ones(16),
        "have no place in a model of this config.json: 'model.layers.2.input_layernorm.weight'");

    [Fact]
    public void A_tensor_of_the_wrong_shape_is_named() => Refuses(
        tensors => tensors["model.norm.weight"] = ones(15),
        "tensor 'model.norm.weight' has shape [15], but config.json needs [16]");

    [Fact]
    public void A_tied_matrix_that_is_stored_twice_loads()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Dictionary<string, Tensor> tensors = SaveTiny(folder);
        tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"];
        SafetensorsFile.Write(folder.File("model.safetensors"), tensors);
        using Transformer model = PretrainedModel.Load(folder.Path);
        Assert.True(model.OutputWeight.Equals(tensors["model.embed_tokens.weight"]));
    }

    [Fact]
    public void A_model_in_parts_loads_through_its_index()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Dictionary<string, Tensor> tensors = SaveTiny(folder);
        File.Delete(folder.File("model.safetensors"));
        string Part(string name) => name.Contains("layers.0") ? "part-1.safetensors" : "part-2.safetensors";
        foreach (IGrouping<string, KeyValuePair<string, Tensor>> part in tensors.GroupBy(tensor => Part(tensor.Key)))
        {
            SafetensorsFile.Write(folder.File(part.Key), part);
        }

        File.WriteAllText(folder.File("model.safetensors.index.json"), JsonSerializer.Serialize(new { weight_map = tensors.Keys.ToDictionary(name => name, Part) }));
        using Transformer model = PretrainedModel.Load(folder.Path);
        Assert.All(model.named_parameters(), parameter => Assert.True(parameter.parameter.Equals(tensors[parameter.name])));

        File.WriteAllText(folder.File("model.safetensors.index.json"), """{"weight_map":{"model.norm.weight":"../part-2.safetensors"}}""");
        ModelException error = Assert.Throws<ModelException>(() => PretrainedModel.Load(folder.Path));
        Assert.Contains("expected the name of a file in the same folder", error.Message);
    }

    private static void Refuses(Action<Dictionary<string, Tensor>> spoil, string message)
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Dictionary<string, Tensor> tensors = SaveTiny(folder);
        spoil(tensors);
        SafetensorsFile.Write(folder.File("model.safetensors"), tensors);
        Assert.Contains(message, Assert.Throws<ModelException>(() => PretrainedModel.Load(folder.Path)).Message);
    }

    private static Dictionary<string, Tensor> SaveTiny(TemporaryFolder folder)
    {
        using Transformer model = TinyModels.Create(dataType: ScalarType.Float32);
        PretrainedModel.Save(model, folder.Path);
        return model.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.detach().clone());
    }

    private static Tensor Ids(int[] tokens) => tensor(tokens.Select(token => (long)token).ToArray()).unsqueeze(0);

    private static double LargestDifference(Tensor actual, double[] expected) => actual.sub(tensor(expected)).abs().max().item<double>();

    private static IEnumerable<Case> Cases()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Require("models/stories260k/golden.json")));
        return [.. golden.RootElement.GetProperty("cases").EnumerateArray().Select(c => new Case(
            [.. c.GetProperty("tokens").EnumerateArray().Select(e => e.GetInt32())],
            [.. c.GetProperty("last_logits").EnumerateArray().Select(e => e.GetDouble())],
            [.. c.GetProperty("next_token_logprobs").EnumerateArray().Select(e => e.GetDouble())],
            [.. c.GetProperty("greedy_continuation_16").EnumerateArray().Select(e => e.GetInt32())]))];
    }
}
