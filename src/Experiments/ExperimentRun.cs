namespace Paragon.Experiments;

/// <summary>One run of an experiment: its seeds, and where it says how far it is.</summary>
/// <param name="Seeds">The seeds, at least one. Equal seeds give equal reports.</param>
/// <param name="Progress">Receives short lines about what is being run.</param>
/// <param name="Cancellation">Asked between updates.</param>
public sealed record ExperimentRun(IReadOnlyList<int> Seeds, Action<string> Progress, CancellationToken Cancellation = default);
