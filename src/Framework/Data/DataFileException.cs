namespace Paragon.Data;

/// <summary>A data file that cannot be used: says which, where, why, and what to do.</summary>
public sealed class DataFileException(string message, Exception? inner = null) : Exception(message, inner);
