namespace Paragon.Experiments.PolicyGradient;

/// <summary>Experiments on a policy's own samples.</summary>
internal static class PolicyGradientExperiments
{
    public static IReadOnlyList<IExperiment> All { get; } = [new MusicRlExperiment()];
}
