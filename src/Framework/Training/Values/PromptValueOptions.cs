namespace Paragon.Training;

/// <summary>How a model of prompts' values is fitted.</summary>
public sealed record PromptValueOptions
{
    /// <summary>v_max: the largest possible reward; values lie between 0 and it. Default: 1.</summary>
    public double LargestValue { get; init; } = 1;

    /// <summary>Passes over the prompts. Default: 10, as published for HH.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Prompts of one update. Default: 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Step size of AdamW. Default: 1e-5, as published for the states of a large model; 1e-3 for a tiny one.</summary>
    public double LearningRate { get; init; } = 1e-5;

    /// <summary>Share of the prompts that is kept apart to choose the epoch by. Default: 0.2.</summary>
    public double KeptApart { get; init; } = 0.2;
}
