namespace Paragon.Models;

/// <summary>The shape of a decoder-only transformer; the same facts as in a Hugging Face <c>config.json</c>.</summary>
/// <remarks>Read with <see cref="Read"/>, written with <see cref="Write"/>. Sizes are checked by <see cref="Validate"/>.</remarks>
public sealed record TransformerConfig
{
    /// <summary>Family of the model (<c>model_type</c>). Default: Llama.</summary>
    public TransformerFamily Family { get; init; } = TransformerFamily.Llama;

    /// <summary>Number of token ids (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of the hidden states (<c>hidden_size</c>).</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width inside the feed-forward part (<c>intermediate_size</c>).</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Number of layers (<c>num_hidden_layers</c>).</summary>
    public required int LayerCount { get; init; }

    /// <summary>Number of query heads (<c>num_attention_heads</c>).</summary>
    public required int HeadCount { get; init; }

    /// <summary>Number of key and value heads (<c>num_key_value_heads</c>), a divisor of <see cref="HeadCount"/>. Default: as many as query heads.</summary>
    public int KeyValueHeadCount { get => field == 0 ? HeadCount : field; init; }

    /// <summary>Width of one head (<c>head_dim</c>), even. Default: hidden size / number of query heads.</summary>
    public int HeadSize { get => field == 0 ? HiddenSize / Math.Max(HeadCount, 1) : field; init; }

    /// <summary>Longest sequence in tokens, prompt and completion together (<c>max_position_embeddings</c>). Default: 2048.</summary>
    public int MaximumLength { get; init; } = 2048;

    /// <summary>Number added under the root of RMSNorm (<c>rms_norm_eps</c>). Default: 1e-6.</summary>
    public double RmsNormEpsilon { get; init; } = 1e-6;

    /// <summary>Base of the rotary angles (<c>rope_theta</c>). Default: 10000.</summary>
    public double RopeTheta { get; init; } = 10000;

    /// <summary>Whether the vocabulary projection is the embedding matrix (<c>tie_word_embeddings</c>). Default: false.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Whether a Llama or Qwen3 attention has biases on all four projections (<c>attention_bias</c>). Default: false.</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Standard deviation of fresh weights (<c>initializer_range</c>). Default: 0.02.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Id that begins a text (<c>bos_token_id</c>), if the model has one.</summary>
    public int? BeginningOfText { get; init; }

    /// <summary>Ids that end a text (<c>eos_token_id</c>, one number or a list). Default: none.</summary>
    public IReadOnlyList<int> EndOfText { get; init; } = [];

    internal bool HasQueryKeyValueBias => AttentionBias || Family == TransformerFamily.Qwen2;

    internal bool HasOutputBias => AttentionBias && Family != TransformerFamily.Qwen2;

    internal bool HasQueryKeyNorm => Family == TransformerFamily.Qwen3;

    /// <summary>Number of trainable numbers of a model of this shape.</summary>
    public long ParameterCount => TransformerLayout.Of(this).Sum(parameter => parameter.Length);

    /// <summary>Reads a Hugging Face <c>config.json</c> of the Llama, Qwen2 or Qwen3 family.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelException">A key is missing, has the wrong type, or asks for something that is not supported; the message names file and key.</exception>
    public static TransformerConfig Read(string path) => TransformerConfigJson.Read(path);

    /// <summary>Writes a Hugging Face <c>config.json</c>, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => TransformerConfigJson.Write(path, this, "float32");

    /// <summary>Checks that the sizes fit together.</summary>
    /// <exception cref="ModelException">One does not; the message names the <c>config.json</c> key.</exception>
    public void Validate()
    {
        AtLeastOne("vocab_size", VocabularySize);
        AtLeastOne("hidden_size", HiddenSize);
        AtLeastOne("intermediate_size", IntermediateSize);
        AtLeastOne("num_hidden_layers", LayerCount);
        AtLeastOne("num_attention_heads", HeadCount);
        AtLeastOne("num_key_value_heads", KeyValueHeadCount);
        AtLeastOne("head_dim", HeadSize);
        AtLeastOne("max_position_embeddings", MaximumLength);
        Require(HeadCount % KeyValueHeadCount == 0, $"num_attention_heads is {HeadCount}, not a multiple of num_key_value_heads = {KeyValueHeadCount}");
        Require(HeadSize % 2 == 0, $"head_dim is {HeadSize}; the rotary embedding turns pairs, so it must be even");
        Require(RmsNormEpsilon > 0 && double.IsFinite(RmsNormEpsilon), $"rms_norm_eps is {RmsNormEpsilon}; it must be a positive number");
        Require(RopeTheta > 0 && double.IsFinite(RopeTheta), $"rope_theta is {RopeTheta}; it must be a positive number");
        Require(InitializerRange >= 0 && double.IsFinite(InitializerRange), $"initializer_range is {InitializerRange}; it must be 0 or positive");
        foreach (int id in BeginningOfText is { } first ? EndOfText.Append(first) : EndOfText)
        {
            Require(id >= 0 && id < VocabularySize, $"bos_token_id or eos_token_id holds {id}, outside the vocabulary of {VocabularySize} ids");
        }
    }

    private static void AtLeastOne(string key, int value) => Require(value >= 1, $"{key} is {value}; it must be at least 1");

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ModelException($"Model configuration: {problem}.");
        }
    }
}
