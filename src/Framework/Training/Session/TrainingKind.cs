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

/// <summary>What objectives learn from that others wrote, in words.</summary>
/// <param name="Needed">What it is.</param>
/// <param name="Columns">Columns of a file that has it.</param>
internal sealed record WrittenData(string Needed, string Columns)
{
    internal static WrittenData Of(TrainingKind kind) => kind switch
    {
        TrainingKind.Pairs => new("pairs", "chosen and rejected"),
        TrainingKind.Judgements => new("judged completions", "prompt, completion and label, or chosen and rejected"),
        TrainingKind.Scored => new("scored completions", "prompt, completion and reward"),
        _ => new("completions to imitate", "prompt and completion, messages, text, question and answer, or chosen and rejected"),
    };

    /// <summary>What batches of it hold.</summary>
    internal static IBatchShape Shape(TrainingKind kind) => kind switch
    {
        TrainingKind.Pairs => new PairLayout(),
        TrainingKind.Judgements => new JudgementLayout(mismatched: true, 1),
        TrainingKind.Scored => new ScoredLayout(readsValues: true),
        _ => new DemonstrationLayout(),
    };
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
            : OfRollouts.Any(column => inputs.Reads(column.Level, column.Column)) || TaskSteps.Levels.Any(inputs.Levels.Contains) ? (data == DataKind.Scored ? TrainingKind.Scored : TrainingKind.OnPolicy)
            : TrainingKind.Demonstrations;
    }
}
