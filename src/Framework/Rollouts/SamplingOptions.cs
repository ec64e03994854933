using Paragon.Models;

namespace Paragon.Rollouts;

/// <summary>How completions are sampled.</summary>
public sealed record SamplingOptions
{
    /// <summary>What the logits are divided by; 0 takes the most probable token each time (greedy). Default: 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Only the k most probable tokens may be drawn (Fan et al. 2018), ties included; 0 for all. Default: 0.</summary>
    public int TopK { get; init; }

    /// <summary>Only the smallest set of most probable tokens with this much probability may be drawn (nucleus sampling, Holtzman et al. 2020); in (0, 1]. Default: 1, all tokens.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Most tokens of one completion, the end-of-text id included. Default: 64.</summary>
    public int MaximumNewTokens { get; init; } = 64;

    /// <summary>Ids that end a completion; null for those of the model's configuration. Default: null.</summary>
    public IReadOnlyList<int>? StopTokens { get; init; }

    /// <summary>Most completions that are generated together. Default: 64.</summary>
    public int RowsPerBatch { get; init; } = 64;

    internal void Validate(TransformerConfig config)
    {
        Require(Temperature >= 0 && double.IsFinite(Temperature), nameof(Temperature), Temperature, "a number of at least 0");
        Require(TopK >= 0, nameof(TopK), TopK, "at least 0");
        Require(TopP > 0 && TopP <= 1, nameof(TopP), TopP, "above 0 and at most 1");
        Require(MaximumNewTokens >= 1, nameof(MaximumNewTokens), MaximumNewTokens, "at least 1");
        Require(RowsPerBatch >= 1, nameof(RowsPerBatch), RowsPerBatch, "at least 1");
        foreach (int id in StopTokens ?? [])
        {
            Require(id >= 0 && id < config.VocabularySize, nameof(StopTokens), id, $"ids of the model's vocabulary of {config.VocabularySize}");
        }
    }

    private static void Require(bool condition, string option, double value, string expected)
    {
        if (!condition)
        {
            throw new ModelException($"Sampling option {option} is {value}; expected {expected}.");
        }
    }
}
