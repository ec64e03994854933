namespace Paragon.Tokenizers;

/// <summary>Turns text into token ids and back.</summary>
/// <remarks>Implementations are immutable and may be used from several threads at once.</remarks>
public interface ITokenizer
{
    /// <summary>Number of ids; each id is below it. A model's vocabulary is at least as large.</summary>
    int VocabularySize { get; }

    /// <summary>Id that ends a text.</summary>
    int EndOfText { get; }

    /// <summary>Id that begins a text, if the tokenizer has one.</summary>
    int? BeginningOfText { get; }

    /// <summary>Id that fills, if the tokenizer has one. Paragon itself never needs it: its batches are packed.</summary>
    int? Padding { get; }

    /// <summary>The ids of a text. Nothing is added at the beginning or the end.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="TokenizerException">The text holds what the tokenizer has no id for; the message says what and where.</exception>
    int[] Encode(string text);

    /// <summary>The text of ids. Special ids, such as the end of text, have none.</summary>
    /// <param name="ids">Ids below <see cref="VocabularySize"/>.</param>
    /// <exception cref="TokenizerException">An id is outside the vocabulary.</exception>
    string Decode(ReadOnlySpan<int> ids);
}
