using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Models;

public sealed class LoraTests
{
    private static readonly TokenizedCompletion[] Sequences = [new([1, 2], [3, 4, 5]), new([6], [7, 8])];

    [Fact]
    public void A_fresh_adapter_changes_nothing_and_is_all_that_trains()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = TinyModels.Create();
        Tensor before = Score(model);
        model.AddAdapter(new() { Rank = 3, Targets = ["q_proj", "down_proj"] }, 1);
        Assert.True(before.allclose(Score(model), 0, 0));
        string[] trained = [.. model.named_parameters().Where(p => p.parameter.requires_grad).Select(p => p.name)];
        Assert.Equal(8, trained.Length);
        Assert.All(trained, name => Assert.Matches(@"^model\.layers\.[01]\.(self_attn\.q_proj|mlp\.down_proj)\.lora_[AB]\.weight$", name));
        TokenLogProbabilities.Compute(model, Sequences).LogProbabilities.sum().backward();
        Assert.All(model.named_parameters(), p => Assert.Equal(p.parameter.requires_grad, p.parameter.grad is not null));
    }

    [Fact]
    public void A_trained_adapter_is_the_merged_weight_and_switched_off_the_model_before_it()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = TinyModels.Create();
        Tensor before = Score(model);
        Train(model);
        Tensor after = Score(model);
        Assert.False(before.allclose(after, 1e-3, 1e-3));
        using Transformer merged = model.Clone();
        Assert.Null(merged.Adapter);
        Assert.True(after.allclose(Score(merged), 1e-10, 1e-12));
        using (model.WithoutAdapter())
        {
            Assert.True(before.allclose(Score(model), 0, 0));
        }

        Assert.True(after.allclose(Score(model), 0, 0));
    }

    [Fact]
    public void A_saved_model_has_the_adapter_merged_and_a_saved_adapter_returns_bit_for_bit()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using Transformer model = TinyModels.Create(), fresh = TinyModels.Create();
        Train(model);
        PretrainedModel.Save(model, folder.File("merged"));
        using Transformer merged = PretrainedModel.Load(folder.File("merged"), dataType: ScalarType.Float64);
        Assert.True(Score(model).allclose(Score(merged), 1e-10, 1e-12));

        LoraAdapter.Save(model, folder.File("adapter"));
        LoraAdapter.Load(fresh, folder.File("adapter"));
        Assert.Equal((4, 5.0), (fresh.Adapter!.Rank, fresh.Adapter.Alpha));
        Assert.True(Score(model).allclose(Score(fresh), 0, 0));
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        using Transformer model = TinyModels.Create(), other = Transformer.Create(TinyModels.Config() with { IntermediateSize = 10 }, 1), deeper = Transformer.Create(TinyModels.Config() with { LayerCount = 3 }, 1);
        Refuses("the model has no adapter to save", () => LoraAdapter.Save(model, folder.Path));
        Refuses("the targets are [q]; expected some of q_proj", () => model.AddAdapter(new() { Targets = ["q"] }, 1));
        Refuses("the rank is 0", () => model.AddAdapter(new() { Rank = 0 }, 1));
        Refuses("alpha is NaN", () => model.AddAdapter(new() { Alpha = double.NaN }, 1));
        Train(model);
        Refuses("has an adapter already", () => model.AddAdapter(new(), 1));
        LoraAdapter.Save(model, folder.Path);
        Refuses("tensor 'base_model.model.model.layers.0.mlp.gate_proj.lora_B.weight' has shape [24, 4], but the model needs [10, 4]", () => LoraAdapter.Load(other, folder.Path));
        Refuses("has no tensor 'base_model.model.model.layers.2.", () => LoraAdapter.Load(deeper, folder.Path));
        File.WriteAllText(folder.File("adapter_config.json"), """{"peft_type":"LORA","r":4,"use_dora":true}""");
        Refuses("key 'use_dora' is true", () => LoraAdapter.Load(TinyModels.Create(), folder.Path));

        static void Refuses(string message, Action action) => Assert.Contains(message, Assert.Throws<ModelException>(action).Message, StringComparison.OrdinalIgnoreCase);
    }

    private static void Train(Transformer model)
    {
        model.AddAdapter(new() { Rank = 4, Alpha = 5 }, 1);
        using optim.Optimizer optimizer = optim.SGD(model.parameters().Where(parameter => parameter.requires_grad), 0.1);
        for (int step = 0; step < 3; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            TokenLogProbabilities.Compute(model, Sequences).LogProbabilities.mean().neg().backward();
            optimizer.step();
        }
    }

    private static Tensor Score(Transformer model)
    {
        using IDisposable constant = no_grad();
        return TokenLogProbabilities.Compute(model, Sequences).LogProbabilities;
    }
}
