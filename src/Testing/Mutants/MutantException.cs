namespace Paragon.Testing;

/// <summary>Mutants that nothing noticed, or a trial that an objective fails as it is.</summary>
public sealed class MutantException(string message) : Exception(message);
