namespace Paragon.Formulas;

/// <summary>What the evaluator of a graph needs to know of a batch.</summary>
public interface IBatchData
{
    /// <summary>Number of elements of a level.</summary>
    int Rows(string level);

    /// <summary>Row that each element's link points to, or -1.</summary>
    IReadOnlyList<int> Targets(string level, string link);

    /// <summary>The numbers of a column, or null where the batch lacks it.</summary>
    IReadOnlyList<double>? Column(string level, string column);
}
