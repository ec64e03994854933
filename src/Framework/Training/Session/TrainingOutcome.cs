namespace Paragon.Training;

/// <summary>What a training came to.</summary>
/// <param name="Folder">Folder of the run.</param>
/// <param name="Finished">Whether all steps were taken; otherwise it was stopped and can be resumed.</param>
/// <param name="Evaluations">Mean rewards on prompts that were kept apart, with completions of them; none where nothing is sampled.</param>
/// <param name="Metrics">What was logged, over the first and the last steps.</param>
/// <param name="Notes">What a reader should know: rows refused, texts shortened, rewards that failed.</param>
public sealed record TrainingOutcome(
    string Folder, bool Finished, IReadOnlyList<Evaluation> Evaluations, IReadOnlyList<MetricSummary> Metrics, IReadOnlyList<string> Notes);

/// <summary>Mean reward of greedy completions of the prompts that were kept apart.</summary>
/// <param name="Moment">When: "before", "after".</param>
/// <param name="Reward">The mean.</param>
/// <param name="Samples">The first few, with their rewards; the same prompts at every moment.</param>
public sealed record Evaluation(string Moment, double Reward, IReadOnlyList<Sample> Samples);

/// <summary>One completion, to be shown.</summary>
public sealed record Sample(string Prompt, string? Answer, string Completion, double Reward);

/// <summary>A logged value over the first and the last tenth of the steps.</summary>
public sealed record MetricSummary(string Name, double First, double Last);
