namespace Paragon.Formulas;

/// <summary>All operations, one row each; the rows stand in the file of their family.</summary>
public static class OperationTable
{
    /// <summary>Every operation.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        [.. Arithmetic.Rows, .. Exponentials.Rows, .. Comparisons.Rows];

    private static readonly Dictionary<string, Operation> ByName = All.ToDictionary(operation => operation.Name);

    /// <summary>The operation of a name, or null.</summary>
    public static Operation? Find(string name) => ByName.TryGetValue(name, out Operation? operation) ? operation : null;
}
