using Paragon.Data;

namespace Paragon.Training;

/// <summary>What an objective learns from.</summary>
internal enum TrainingKind
{
    /// <summary>Completions that the policy samples and a reward function rewards.</summary>
    OnPolicy,

    /// <summary>Pairs of completions, of which one was preferred.</summary>
    Pairs,

    /// <summary>Completions judged one by one.</summary>
    Judgements,

    /// <summary>Completions with rewards that others gave them.</summary>
    Scored,

    /// <summary>Completions to imitate.</summary>
    Demonstrations,
}

/// <summary>Tells what an objective learns from by what its formulas read, and where rewards come from by the data.</summary>
internal static class TrainingKinds
{
    private static readonly ColumnName[] OfRollouts =
    [
        new("completion", "reward"), new("token", "reward"), new("token", "old_logp"), new("token", "rollout_logp"), new("token", "old_value"),
        new("token", "advantage"), new("completion", "advantage"), new("completion", "baseline_reward"),
    ];

    internal static TrainingKind Of(IObjective objective, DataKind? data)
    {
        ObjectiveInputs inputs = ObjectiveInputs.Of(objective);
        return inputs.Levels.Contains("pair") || inputs.Reads("completion", "demonstration") ? TrainingKind.Pairs
            : inputs.Levels.Contains("example") ? TrainingKind.Judgements
            : OfRollouts.Any(column => inputs.Reads(column.Level, column.Column)) ? (data == DataKind.Scored ? TrainingKind.Scored : TrainingKind.OnPolicy)
            : TrainingKind.Demonstrations;
    }
}
