using Paragon.Training;

namespace Paragon.Segmentation;

/// <summary>
/// A number for each segment of a completion that formulas read as a column: whether a rank hits, how a critic judges a turn,
/// which label a judge gives a step.
/// </summary>
/// <param name="Column">Name of the column of the segments' level.</param>
/// <param name="Minimum">Smallest value that it may have; checked at every call.</param>
/// <param name="Maximum">Largest value that it may have; checked at every call.</param>
/// <param name="Method">
/// Reads the prompt and the texts of all segments of one completion, in order, and gives a feature for each. What it cannot
/// tell is <c>Feature.Failed(reason)</c>, never a silent 0.
/// </param>
public sealed record SegmentFeature(string Column, double Minimum, double Maximum, Func<Prompt, IReadOnlyList<string>, IReadOnlyList<Feature>> Method)
{
    /// <summary>The values for the segments of one completion.</summary>
    /// <exception cref="TrainingException">There is not one value for each segment, one could not be told, or one is outside the range.</exception>
    internal IEnumerable<double> Values(Prompt prompt, IReadOnlyList<string> texts)
    {
        IReadOnlyList<Feature> features = Method(prompt, texts);
        if (features.Count != texts.Count)
        {
            throw new TrainingException($"The feature '{Column}' gave {features.Count} values for the {texts.Count} segments of a completion of '{prompt.Text}' ({prompt.Place}); it must give one for each.");
        }

        for (int segment = 0; segment < texts.Count; segment++)
        {
            Feature feature = features[segment];
            yield return feature.Failure is { } failure
                ? throw new TrainingException($"The feature '{Column}' has no value for the segment '{texts[segment]}' of a completion of '{prompt.Text}' ({prompt.Place}): {failure}")
                : feature.Value >= Minimum && feature.Value <= Maximum ? feature.Value
                : throw new TrainingException($"The feature '{Column}' returned {feature.Value} for the segment '{texts[segment]}', outside its declared range [{Minimum}, {Maximum}]. Correct the function or its range.");
        }
    }
}
