namespace Paragon.Experiments.Shaping;

/// <summary>Experiments on reward shaping.</summary>
internal static class ShapingExperiments
{
    public static IReadOnlyList<IExperiment> All { get; } = [new ParExperiment()];
}
