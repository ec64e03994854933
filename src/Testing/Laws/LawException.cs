namespace Paragon.Testing;

/// <summary>A law that an objective breaks: says which, where, both values, the batch and the seed that makes it again.</summary>
public sealed class LawException(string message) : Exception(message);
