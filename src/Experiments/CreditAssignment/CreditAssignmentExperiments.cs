namespace Paragon.Experiments.CreditAssignment;

/// <summary>Experiments on credit assignment.</summary>
internal static class CreditAssignmentExperiments
{
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new TempoExperiment(),
        new RankExperiment(),
        new MacroExperiment(),
        new ThoughtExperiment(),
        new GatedExperiment(),
        new EfficiencyExperiment(),
    ];
}
