namespace Paragon.Testing;

/// <summary>Completions with tokens, laid out as [N] and [N, T], in groups where the case has them.</summary>
/// <param name="Layout">The packing, for further levels, links and columns.</param>
/// <param name="Groups">The groups, or null where the completions have none.</param>
/// <param name="Completions">The completions, [N].</param>
/// <param name="Tokens">The tokens, [N, T].</param>
public sealed record TokenLayout(GoldenLayout Layout, GoldenAxis? Groups, GoldenAxis Completions, GoldenAxis Tokens)
{
    /// <summary>Adds a column of the tokens; an input of shape [N] is given to all tokens of each completion.</summary>
    /// <inheritdoc cref="GoldenLayout.Column(GoldenAxis, string, string, bool)"/>
    public TokenLayout Token(string column, string? input = null, bool optional = false)
    {
        Layout.Column(Tokens, column, input, optional);
        return this;
    }

    /// <summary>Adds a column of the completions.</summary>
    /// <inheritdoc cref="GoldenLayout.Column(GoldenAxis, string, string, bool)"/>
    public TokenLayout Completion(string column, string? input = null, bool optional = false)
    {
        Layout.Column(Completions, column, input, optional);
        return this;
    }

    /// <inheritdoc cref="GoldenLayout.Batch"/>
    public PackedBatch Batch() => Layout.Batch();
}
