namespace Paragon.Experiments.Alignment;

/// <summary>Experiments of papers on alignment: what a reward or a preference makes of a policy, and what is mined, explored or imitated.</summary>
internal static class AlignmentExperiments
{
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new FlrExperiment(), new ClipDeltaExperiment(), new AsymptoticsExperiment(), new SelmExperiment(), new AmftExperiment(), new AlignDistilExperiment(), new DittoExperiment(),
    ];
}
