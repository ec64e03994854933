namespace Paragon.Experiments;

/// <summary>What an experiment showed.</summary>
/// <param name="Tables">The measurements.</param>
/// <param name="Claims">What must be observed, and whether it was.</param>
/// <param name="Remarks">What a reader has to know beside them, a sentence each.</param>
public sealed record ExperimentReport(IReadOnlyList<ResultTable> Tables, IReadOnlyList<Claim> Claims, params IReadOnlyList<string> Remarks)
{
    /// <summary>Whether all claims hold.</summary>
    public bool Holds => Claims.All(claim => claim.Holds);
}

/// <summary>Measurements as a table.</summary>
/// <param name="Title">What is measured, in what unit.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">The rows, as wide as the heads.</param>
public sealed record ResultTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What must be observed.</summary>
/// <param name="Text">The claim, as the method's card has it.</param>
/// <param name="Observed">The numbers that decide it.</param>
/// <param name="Holds">Whether they do.</param>
public sealed record Claim(string Text, string Observed, bool Holds);
