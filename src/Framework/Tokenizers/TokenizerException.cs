namespace Paragon.Tokenizers;

/// <summary>A text or a tokenizer file that cannot be used: says what, where, and what to do.</summary>
public sealed class TokenizerException : InvalidOperationException
{
    /// <summary>A tokenizer error.</summary>
    /// <param name="message">What was found, where, what was expected, what to do.</param>
    public TokenizerException(string message) : base(message)
    {
    }

    /// <summary>A tokenizer error with its cause.</summary>
    /// <param name="message">What was found, where, what was expected, what to do.</param>
    /// <param name="cause">The error below it.</param>
    public TokenizerException(string message, Exception cause) : base(message, cause)
    {
    }

    internal static TokenizerException UnknownId(int id, int vocabularySize) =>
        new($"Id {id} is outside the tokenizer's vocabulary of {vocabularySize} ids. Does the tokenizer belong to the model?");
}
