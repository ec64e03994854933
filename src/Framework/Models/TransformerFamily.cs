namespace Paragon.Models;

/// <summary>The families of decoder-only transformers that <see cref="Transformer"/> computes.</summary>
/// <remarks>All have RMSNorm, rotary positions, grouped queries and SwiGLU; they differ in biases and in the norm of queries and keys.</remarks>
public enum TransformerFamily
{
    /// <summary>Llama 1 to 3: no biases unless the configuration says <c>attention_bias</c>.</summary>
    Llama,

    /// <summary>Qwen2 and Qwen2.5: biases on the query, key and value projections, none on the output projection.</summary>
    Qwen2,

    /// <summary>Qwen3: RMSNorm over each head of queries and keys before the rotation.</summary>
    Qwen3,
}
