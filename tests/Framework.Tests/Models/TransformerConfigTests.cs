using Paragon.Models;

namespace Paragon.Framework.Tests.Models;

public sealed class TransformerConfigTests
{
    private const string Llama =
        """{"model_type":"llama","vocab_size":32,"hidden_size":16,"intermediate_size":8,"num_hidden_layers":1,"num_attention_heads":4""";

    [Fact]
    public void What_the_file_leaves_out_has_the_defaults_of_transformers()
    {
        TransformerConfig config = Read(Llama + "}");
        Assert.Equal((4, 4, 2048), (config.KeyValueHeadCount, config.HeadSize, config.MaximumLength));
        Assert.Equal((1e-6, 10000.0, false), (config.RmsNormEpsilon, config.RopeTheta, config.TieWordEmbeddings));
        Assert.Empty(config.EndOfText);
    }

    [Fact]
    public void A_Qwen2_file_has_biases_on_queries_keys_and_values_only()
    {
        TransformerConfig config = Read(Llama.Replace("llama", "qwen2") + "}");
        string[] biases = [.. TransformerLayout.Of(config).Select(p => p.Name).Where(name => name.EndsWith("bias"))];
        Assert.Equal(["model.layers.0.self_attn.q_proj.bias", "model.layers.0.self_attn.k_proj.bias", "model.layers.0.self_attn.v_proj.bias"], biases);
    }

    [Fact]
    public void A_Qwen3_file_has_norms_of_queries_and_keys_and_heads_of_128()
    {
        TransformerConfig config = Read(Llama.Replace("llama", "qwen3") + "}");
        Assert.Equal(128, config.HeadSize);
        Assert.Equal(2, TransformerLayout.Of(config).Count(p => p.Name.EndsWith("_norm.weight") && p.Shape is [128]));
    }

    [Fact]
    public void Rotary_angles_of_newer_files_are_read() =>
        Assert.Equal(5e5, Read(Llama + ""","rope_parameters":{"rope_type":"default","rope_theta":500000.0}}""").RopeTheta);

    [Fact]
    public void Several_ends_of_text_are_read() => Assert.Equal([3, 5], Read(Llama + ""","eos_token_id":[3,5]}""").EndOfText);

    [Theory]
    [InlineData(""","model_type":"gpt2"}""", "key 'model_type' is 'gpt2'; supported are 'llama', 'qwen2' and 'qwen3'")]
    [InlineData(""","rope_scaling":{"rope_type":"yarn","factor":4}}""", "key 'rope_scaling' asks for rotary scaling 'yarn'")]
    [InlineData(""","rope_scaling":{"type":"linear","factor":4}}""", "key 'rope_scaling' asks for rotary scaling 'linear'")]
    [InlineData(""","hidden_act":"gelu"}""", "key 'hidden_act' is 'gelu'")]
    [InlineData(""","mlp_bias":true}""", "key 'mlp_bias' is true")]
    [InlineData(""","use_sliding_window":true}""", "key 'use_sliding_window' is true")]
    [InlineData(""","hidden_size":"16"}""", "key 'hidden_size' is \"16\"; expected a whole number")]
    [InlineData(""","rms_norm_eps":0}""", "rms_norm_eps is 0; it must be a positive number")]
    [InlineData(""","num_key_value_heads":3}""", "num_attention_heads is 4, not a multiple of num_key_value_heads = 3")]
    [InlineData(""","head_dim":5}""", "head_dim is 5")]
    [InlineData(""","eos_token_id":32}""", "holds 32, outside the vocabulary of 32 ids")]
    [InlineData(",}", "line 1: not valid JSON")]
    public void What_is_not_supported_is_refused_by_its_key(string rest, string message)
    {
        ModelException error = Assert.Throws<ModelException>(() => Read(Llama + rest));
        Assert.Contains(message, error.Message);
        Assert.Contains("config.json", error.Message);
    }

    [Fact]
    public void A_missing_size_is_named() =>
        Assert.Contains("key 'hidden_size' is missing", Assert.Throws<ModelException>(() => Read("""{"model_type":"llama","vocab_size":32}""")).Message);

    private static TransformerConfig Read(string json)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("config.json"), json);
        return TransformerConfig.Read(folder.File("config.json"));
    }
}
