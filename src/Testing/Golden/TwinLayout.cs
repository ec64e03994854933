namespace Paragon.Testing;

/// <summary>Elements that each link to two completions: pairs (chosen, rejected) or examples (completion, mismatched).</summary>
/// <param name="Layout">The packing, for further levels, links and columns.</param>
/// <param name="Elements">The pairs or examples, [B].</param>
/// <param name="FirstCompletions">The chosen completions, or the examples' own, [B].</param>
/// <param name="SecondCompletions">The rejected completions, or the mismatched, [B].</param>
/// <param name="First">Tokens of the chosen completions, or of the examples' own, [B, T].</param>
/// <param name="Second">Tokens of the rejected completions, or of the mismatched, [B, T].</param>
/// <param name="FirstInput">Name of the first completions' input for a column: '{0}_chosen' or '{0}'.</param>
/// <param name="SecondInput">Name of the second completions' input for a column: '{0}_rejected' or 'kl_{0}'.</param>
public sealed record TwinLayout(
    GoldenLayout Layout,
    GoldenAxis Elements,
    GoldenAxis FirstCompletions,
    GoldenAxis SecondCompletions,
    GoldenAxis First,
    GoldenAxis Second,
    string FirstInput,
    string SecondInput)
{
    /// <summary>Adds a column of the tokens of both completions; the inputs are named after the column.</summary>
    /// <param name="columns">Names of the columns.</param>
    public TwinLayout Token(params string[] columns)
    {
        foreach (string column in columns)
        {
            Layout.Column(First, column, string.Format(null, FirstInput, column)).Column(Second, column, string.Format(null, SecondInput, column));
        }

        return this;
    }

    /// <summary>Adds a column of the pairs or examples themselves.</summary>
    /// <inheritdoc cref="GoldenLayout.Column(GoldenAxis, string, string, bool)"/>
    public TwinLayout Element(string column, string? input = null, bool optional = false)
    {
        Layout.Column(Elements, column, input, optional);
        return this;
    }

    /// <inheritdoc cref="GoldenLayout.Batch"/>
    public PackedBatch Batch() => Layout.Batch();

    internal static TwinLayout Of(GoldenReader golden, string level, string first, string second, string firstInput, string secondInput, string mask)
    {
        GoldenArray firstMask = golden.Input(string.Format(null, firstInput, mask));
        GoldenArray secondMask = golden.Input(string.Format(null, secondInput, mask));
        GoldenLayout layout = new(golden);
        GoldenAxis elements = layout.Root(level, firstMask.Shape[0]);
        GoldenAxis groups = layout.Root("group", firstMask.Shape[0]);
        GoldenAxis completions = layout.Under(groups, "completion", GoldenArray.Filled(1, firstMask.Shape[0], 2));
        GoldenAxis tokens = layout.Under(completions, "token", GoldenArray.Stack(firstMask, secondMask));
        layout.Link(elements, first, completions.At(0)).Link(elements, second, completions.At(1));
        return new TwinLayout(
            layout,
            elements,
            completions.At(0),
            completions.At(1),
            tokens.At(0, firstMask.Shape[1]),
            tokens.At(1, secondMask.Shape[1]),
            firstInput,
            secondInput);
    }
}
