using System.Text.Json;

namespace Paragon.Models;

/// <summary>Reads and writes <c>config.json</c> of the Hugging Face transformers library (LlamaConfig, Qwen2Config, Qwen3Config).</summary>
internal static class TransformerConfigJson
{
    internal static TransformerConfig Read(string path)
    {
        using ConfigObject json = ConfigObject.Open(path);
        TransformerFamily family = json.Text("model_type") switch
        {
            "llama" => TransformerFamily.Llama,
            "qwen2" => TransformerFamily.Qwen2,
            "qwen3" => TransformerFamily.Qwen3,
            { } other => throw json.Error("model_type", $"is '{other}'; supported are 'llama', 'qwen2' and 'qwen3'"),
            null => throw json.Error("model_type", "is missing; supported are 'llama', 'qwen2' and 'qwen3'"),
        };

        RefuseUnsupported(json);
        int hiddenSize = json.Integer("hidden_size"), heads = json.Integer("num_attention_heads");
        TransformerConfig config = new()
        {
            Family = family,
            VocabularySize = json.Integer("vocab_size"),
            HiddenSize = hiddenSize,
            IntermediateSize = json.Integer("intermediate_size"),
            LayerCount = json.Integer("num_hidden_layers"),
            HeadCount = heads,
            KeyValueHeadCount = json.Integer("num_key_value_heads", heads),
            // transformers gives Qwen3 heads of 128 when the file is silent, whatever the hidden size.
            HeadSize = json.Integer("head_dim", family == TransformerFamily.Qwen3 ? 128 : hiddenSize / Math.Max(heads, 1)),
            MaximumLength = json.Integer("max_position_embeddings", family == TransformerFamily.Llama ? 2048 : 32768),
            RmsNormEpsilon = json.Number("rms_norm_eps", 1e-6),
            RopeTheta = RopeTheta(json),
            TieWordEmbeddings = json.Flag("tie_word_embeddings"),
            AttentionBias = json.Flag("attention_bias"),
            InitializerRange = json.Number("initializer_range", 0.02),
            BeginningOfText = json.Integers("bos_token_id") is [int first, ..] ? first : null,
            EndOfText = json.Integers("eos_token_id"),
        };

        try
        {
            config.Validate();
        }
        catch (ModelException error)
        {
            throw new ModelException($"{path}: {error.Message}", error);
        }

        return config;
    }

    internal static void Write(string path, TransformerConfig config, string dataType)
    {
        config.Validate();
        AtomicFile.Write(path, stream =>
        {
            using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true });
            string family = config.Family.ToString();
            writer.WriteStartObject();
            writer.WriteStartArray("architectures");
            writer.WriteStringValue(family + "ForCausalLM");
            writer.WriteEndArray();
            writer.WriteString("model_type", family.ToLowerInvariant());
            writer.WriteNumber("vocab_size", config.VocabularySize);
            writer.WriteNumber("hidden_size", config.HiddenSize);
            writer.WriteNumber("intermediate_size", config.IntermediateSize);
            writer.WriteNumber("num_hidden_layers", config.LayerCount);
            writer.WriteNumber("num_attention_heads", config.HeadCount);
            writer.WriteNumber("num_key_value_heads", config.KeyValueHeadCount);
            writer.WriteNumber("head_dim", config.HeadSize);
            writer.WriteNumber("max_position_embeddings", config.MaximumLength);
            writer.WriteNumber("rms_norm_eps", config.RmsNormEpsilon);
            writer.WriteNumber("rope_theta", config.RopeTheta);
            writer.WriteString("hidden_act", "silu");
            writer.WriteBoolean("tie_word_embeddings", config.TieWordEmbeddings);
            writer.WriteBoolean("attention_bias", config.AttentionBias);
            writer.WriteNumber("initializer_range", config.InitializerRange);
            if (config.BeginningOfText is { } begin)
            {
                writer.WriteNumber("bos_token_id", begin);
            }

            WriteEndOfText(writer, config.EndOfText);
            writer.WriteString("torch_dtype", dataType);
            writer.WriteEndObject();
        });
    }

    private static void WriteEndOfText(Utf8JsonWriter writer, IReadOnlyList<int> ids)
    {
        switch (ids)
        {
            case []:
                break;
            case [int id]:
                writer.WriteNumber("eos_token_id", id);
                break;
            default:
                writer.WriteStartArray("eos_token_id");
                foreach (int id in ids)
                {
                    writer.WriteNumberValue(id);
                }

                writer.WriteEndArray();
                break;
        }
    }

    /// <summary>transformers 5 moved the angles into <c>rope_parameters</c>.</summary>
    private static double RopeTheta(ConfigObject json) =>
        json.Child("rope_parameters")?.Number("rope_theta", 10000) ?? json.Number("rope_theta", 10000);

    private static void RefuseUnsupported(ConfigObject json)
    {
        if (json.Text("hidden_act") is { } activation && activation != "silu")
        {
            throw json.Error("hidden_act", $"is '{activation}'; supported is 'silu'");
        }

        foreach (string key in (string[])["mlp_bias", "use_sliding_window"])
        {
            if (json.Flag(key))
            {
                throw json.Error(key, "is true; supported is false");
            }
        }

        foreach (string key in (string[])["rope_scaling", "rope_parameters"])
        {
            if (json.Child(key) is { } scaling && (scaling.Text("rope_type") ?? scaling.Text("type")) is { } type && type != "default")
            {
                throw json.Error(key, $"asks for rotary scaling '{type}', which is not supported; use a model without it (null or 'default')");
            }
        }

        if (json.Number("partial_rotary_factor", 1) is var part && part != 1)
        {
            throw json.Error("partial_rotary_factor", $"is {part}; supported is 1");
        }
    }
}
