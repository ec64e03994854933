namespace Paragon.Experiments.Preference;

/// <summary>Experiments on losses of pairs, of groups and of logged completions.</summary>
internal static class PreferenceExperiments
{
    public static IReadOnlyList<IExperiment> All { get; } =
        [new TRegExperiment(), new RrpoExperiment(), new CoPgExperiment(), new LeftoverLunchExperiment(), new TgdpoExperiment()];
}
