namespace Paragon.Experiments;

/// <summary>The experiments that the project has.</summary>
public static class ExperimentCatalogue
{
    /// <summary>All of them, by family.</summary>
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        .. CreditAssignment.CreditAssignmentExperiments.All,
        .. PolicyGradient.PolicyGradientExperiments.All,
        .. Preference.PreferenceExperiments.All,
        .. ProcessRewards.ProcessRewardExperiments.All,
        .. Shaping.ShapingExperiments.All,
        .. Alignment.AlignmentExperiments.All,
    ];
}
