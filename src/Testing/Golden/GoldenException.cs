namespace Paragon.Testing;

/// <summary>A golden file, or the adapter of its method, that cannot be used: says which file, case and key, and why.</summary>
public sealed class GoldenException : Exception
{
    /// <summary>An error with its whole message.</summary>
    public GoldenException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public GoldenException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
