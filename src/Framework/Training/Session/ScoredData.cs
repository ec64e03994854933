using Paragon.Data;

namespace Paragon.Training;

/// <summary>Scored completions of a file: in passes as they stand, or one by one by the advantage that the objective gives them.</summary>
internal static class ScoredData
{
    /// <summary>A row as an example.</summary>
    internal static ScoredCompletions Of(ScoredExample row, SequenceEncoder encoder) =>
        new([.. row.Completions.Select(completion => encoder.Encode(row.Prompt, completion))], row.Rewards, row.PromptValue, row.Place.ToString());

    /// <summary>The layout for an objective.</summary>
    internal static ScoredLayout Layout(IObjective objective) =>
        new(ObjectiveInputs.Of(objective).Reads(ScoredLayout.PromptValue.Level, ScoredLayout.PromptValue.Column));

    /// <summary>The completions of a file one by one, drawn by the objective's advantage, and the share of them that has a positive one.</summary>
    /// <exception cref="TrainingException">The objective has no advantage of completions that scored data determine, or none is positive.</exception>
    internal static (PrioritySource<ScoredCompletions> Source, double Kept) Drawn(
        DataFile file, SequenceEncoder encoder, IObjective objective, AdvantagePriority priority, Seeds seeds)
    {
        Stage advantage = objective.Stages.FirstOrDefault(stage => stage is { Kind: StageKind.Advantage, Level: "completion" })
            ?? throw new TrainingException($"'{objective.Descriptor.Name}' has no advantage of completions to draw them by. Leave --sampling out.");
        ScoredLayout layout = Layout(objective);
        ObjectiveInputs.OfPreparation(objective).RequireOnly(objective, "Drawing by advantage", layout.Levels, layout.Columns);
        ScoredCompletions[] each = [.. file.Read<ScoredExample>(new DataReport()).SelectMany(row => OneByOne(Of(row, encoder)))];
        AdvantageSampling sampling = new(new GraphBackend().Values(objective, advantage, layout.Pack(each).Batch), priority);
        return (new PrioritySource<ScoredCompletions>(each, sampling, seeds), sampling.KeptFraction);
    }

    private static IEnumerable<ScoredCompletions> OneByOne(ScoredCompletions row) =>
        row.Completions.Select((completion, i) => row with { Completions = [completion], Rewards = [row.Rewards[i]] });
}
