namespace Paragon.Experiments.ProcessRewards;

/// <summary>Experiments on rewards of steps and turns.</summary>
internal static class ProcessRewardExperiments
{
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new OprlExperiment(),
        new SpaRlExperiment(),
        new PavExperiment(),
        new IgpoExperiment(),
        new PrimeExperiment(),
        new ImplicitPrmExperiment(),
        new PorToolExperiment(),
    ];
}
