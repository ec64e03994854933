using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Completions whose steps are laid out as [B, K] and have one token each, which is all that formulas on steps need.</summary>
/// <param name="Layout">The packing.</param>
/// <param name="Completions">The completions, [B].</param>
/// <param name="Steps">The steps, [B, K].</param>
/// <param name="Tokens">The token of each step, [B, K].</param>
internal sealed record StepLayout(GoldenLayout Layout, GoldenAxis Completions, GoldenAxis Steps, GoldenAxis Tokens)
{
    /// <summary>The steps of a case with the input 'step_mask', as a level of the batch: step or turn.</summary>
    public static StepLayout Of(GoldenReader golden, string level)
    {
        return Of(golden, level, golden.Input("step_mask"));
    }

    /// <summary>The steps where a mask is not 0.</summary>
    public static StepLayout Of(GoldenReader golden, string level, GoldenArray mask)
    {
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", mask.Shape[0]);
        GoldenAxis steps = layout.Under(completions, level, mask);
        GoldenAxis tokens = layout.Under(completions, "token", mask);
        layout.Link(tokens, level, steps).Link(steps, "last", tokens);
        return new StepLayout(layout, completions, steps, tokens);
    }

    /// <summary>Adds a column of the steps.</summary>
    public StepLayout Step(string column, string? input = null)
    {
        Layout.Column(Steps, column, input);
        return this;
    }

    /// <summary>Adds a column of the steps' tokens.</summary>
    public StepLayout Token(string column, string? input = null)
    {
        Layout.Column(Tokens, column, input);
        return this;
    }

    /// <summary>Adds a column of the completions.</summary>
    public StepLayout Completion(string column, string? input = null)
    {
        Layout.Column(Completions, column, input);
        return this;
    }

    /// <inheritdoc cref="GoldenLayout.Batch"/>
    public PackedBatch Batch() => Layout.Batch();
}
