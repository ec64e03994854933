namespace Paragon.Models;

/// <summary>How a fresh parameter is filled.</summary>
internal enum Initializer
{
    /// <summary>Normal with the configuration's standard deviation.</summary>
    Normal,

    /// <summary>All ones: the scale of a norm.</summary>
    One,

    /// <summary>All zeros: a bias.</summary>
    Zero,
}

/// <summary>Name, shape and first value of one parameter.</summary>
internal sealed record ParameterShape(string Name, long[] Shape, Initializer Initializer)
{
    internal long Length => Shape.Aggregate(1L, (product, size) => product * size);
}

/// <summary>The parameters of a transformer, by their Hugging Face names, in the order of the computation.</summary>
internal static class TransformerLayout
{
    internal const string Embedding = "model.embed_tokens.weight";
    internal const string FinalNorm = "model.norm.weight";
    internal const string OutputProjection = "lm_head.weight";

    internal static string Layer(int layer, string part) => $"model.layers.{layer}.{part}";

    internal static IEnumerable<ParameterShape> Of(TransformerConfig config)
    {
        long hidden = config.HiddenSize, queries = (long)config.HeadCount * config.HeadSize, keys = (long)config.KeyValueHeadCount * config.HeadSize;
        yield return new(Embedding, [config.VocabularySize, hidden], Initializer.Normal);
        for (int layer = 0; layer < config.LayerCount; layer++)
        {
            yield return new(Layer(layer, "input_layernorm.weight"), [hidden], Initializer.One);
            foreach ((string name, long width) in new[] { ("q", queries), ("k", keys), ("v", keys) })
            {
                yield return new(Layer(layer, $"self_attn.{name}_proj.weight"), [width, hidden], Initializer.Normal);
                if (config.HasQueryKeyValueBias)
                {
                    yield return new(Layer(layer, $"self_attn.{name}_proj.bias"), [width], Initializer.Zero);
                }
            }

            if (config.HasQueryKeyNorm)
            {
                yield return new(Layer(layer, "self_attn.q_norm.weight"), [config.HeadSize], Initializer.One);
                yield return new(Layer(layer, "self_attn.k_norm.weight"), [config.HeadSize], Initializer.One);
            }

            yield return new(Layer(layer, "self_attn.o_proj.weight"), [hidden, queries], Initializer.Normal);
            if (config.HasOutputBias)
            {
                yield return new(Layer(layer, "self_attn.o_proj.bias"), [hidden], Initializer.Zero);
            }

            yield return new(Layer(layer, "post_attention_layernorm.weight"), [hidden], Initializer.One);
            yield return new(Layer(layer, "mlp.gate_proj.weight"), [config.IntermediateSize, hidden], Initializer.Normal);
            yield return new(Layer(layer, "mlp.up_proj.weight"), [config.IntermediateSize, hidden], Initializer.Normal);
            yield return new(Layer(layer, "mlp.down_proj.weight"), [hidden, config.IntermediateSize], Initializer.Normal);
        }

        yield return new(FinalNorm, [hidden], Initializer.One);
        if (!config.TieWordEmbeddings)
        {
            yield return new(OutputProjection, [config.VocabularySize, hidden], Initializer.Normal);
        }
    }
}
