using Paragon.Models;
using TorchSharp;

namespace Paragon.Framework.Tests.Models;

/// <summary>Small models of every family, with weights large enough that every part of the computation shows in the output.</summary>
internal static class TinyModels
{
    internal static TransformerConfig Config(TransformerFamily family = TransformerFamily.Llama) => new()
    {
        Family = family,
        VocabularySize = 23,
        HiddenSize = 16,
        IntermediateSize = 24,
        LayerCount = 2,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        HeadSize = 6,
        MaximumLength = 64,
        InitializerRange = 0.3,
        TieWordEmbeddings = family != TransformerFamily.Qwen3,
        EndOfText = [2],
    };

    internal static Transformer Create(TransformerFamily family = TransformerFamily.Llama, torch.ScalarType dataType = torch.ScalarType.Float64, ulong seed = 7)
    {
        Transformer model = Transformer.Create(Config(family), seed, dataType: dataType);
        using IDisposable constant = torch.no_grad();
        using torch.Generator generator = new(seed + 1);
        foreach (torch.Tensor parameter in model.parameters().Where(parameter => parameter.dim() == 1))
        {
            // Norms away from one and biases away from zero: a part that is left out changes the result.
            using torch.Tensor noise = torch.randn(parameter.shape, generator: generator);
            parameter.add_(noise.mul_(0.3));
        }

        return model;
    }
}
