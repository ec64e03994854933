namespace Paragon.Models;

/// <summary>A model, a weight file or a configuration that cannot be used: says what, where, and what to do.</summary>
public sealed class ModelException : InvalidOperationException
{
    /// <summary>A model error.</summary>
    /// <param name="message">What was found, where, what was expected, what to do.</param>
    public ModelException(string message) : base(message)
    {
    }

    /// <summary>A model error with its cause.</summary>
    /// <param name="message">What was found, where, what was expected, what to do.</param>
    /// <param name="cause">The error below it.</param>
    public ModelException(string message, Exception cause) : base(message, cause)
    {
    }
}
