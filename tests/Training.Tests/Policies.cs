using Paragon.Models;
using Paragon.Tokenizers;
using TorchSharp;

namespace Paragon.Training.Tests;

/// <summary>Tiny policies for the tests.</summary>
internal static class Policies
{
    internal static Policy Create(IObjective objective, ITokenizer tokenizer, ulong seed, int width = 64, torch.ScalarType dataType = torch.ScalarType.Float32)
    {
        TransformerConfig config = new()
        {
            VocabularySize = tokenizer.VocabularySize,
            HiddenSize = width,
            IntermediateSize = 2 * width,
            LayerCount = 2,
            HeadCount = 4,
            MaximumLength = 64,
            EndOfText = [tokenizer.EndOfText],
            InitializerRange = 0.08,
        };
        return Policy.For(Transformer.Create(config, seed, dataType: dataType), ObjectiveInputs.Of(objective), new Seeds(seed));
    }

    /// <summary>All parameters, one after another.</summary>
    internal static double[] Numbers(this Policy policy) =>
        [.. policy.Parameters.SelectMany(parameter => parameter.Parameter.detach().to_type(torch.ScalarType.Float64).flatten().data<double>().ToArray())];
}
