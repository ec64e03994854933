namespace Paragon.Cli.Listing;

/// <summary>What the list says of one objective.</summary>
/// <param name="Descriptor">The objective.</param>
/// <param name="Stages">Its formulas, in the order of the source.</param>
internal sealed record ListEntry(ObjectiveDescriptor Descriptor, IReadOnlyList<Stage> Stages)
{
    /// <summary>The formulas with their levels: "loss(pair)".</summary>
    public IReadOnlyList<string> StageTexts => [.. Stages.Select(stage => $"{Kind(stage)}({stage.Level})")];

    /// <summary>The options with their defaults: "beta=0.1".</summary>
    public IReadOnlyList<string> OptionTexts => [.. Descriptor.Options.Select(option => $"{option.Key}={option.DefaultText()}")];

    public static ListEntry Of(ObjectiveDescriptor descriptor) => new(descriptor, descriptor.Default().Stages);

    private static string Kind(Stage stage) => stage.Kind == StageKind.Metric ? $"metric {stage.Column}" : stage.Kind.ToString().ToLowerInvariant();
}
