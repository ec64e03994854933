using System.Globalization;

namespace Paragon.Formulas;

/// <summary>Inputs in words: what a warning shows of a witness.</summary>
internal static class WitnessText
{
    private const int MostShown = 6;

    /// <summary>The inputs of a formula at one row: "score = 2, reference.score = [1, 0.5], Steepness = 3".</summary>
    public static string Inputs(Node root, Sample sample, int row, Func<ColumnNode, bool>? shown = null)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        IEnumerable<string> columns = nodes.OfType<ColumnNode>()
            .Where(column => column.Name != Direction.MovingColumn && shown?.Invoke(column) != false)
            .OrderBy(column => column.IsLearned ? 0 : 1)
            .Select(column => Column(column, root.Domain, sample, row));
        IEnumerable<string> options = nodes.OfType<OptionNode>().Select(option => $"{option.Name} = {Number(sample.Options[option.Name])}");
        return string.Join(", ", columns.Concat(options));
    }

    /// <summary>A number with as many digits as a reader needs.</summary>
    public static string Number(double value) => value == 0 ? "0" : value.ToString(Math.Abs(value) is >= 1e-3 and < 1e6 ? "0.######" : "G4", CultureInfo.InvariantCulture);

    private static string Column(ColumnNode column, Domain? level, Sample sample, int row)
    {
        IReadOnlyList<double>? values = sample.Batch.Column(column.Domain!.Key, column.Name);
        string name = column.Domain.Equals(level) ? column.Name : $"{column.Domain}.{column.Name}";
        return values is null ? $"{name} absent"
            : values.Count == 1 ? $"{name} = {Number(values[0])}"
            : column.Domain.Equals(level) && values.Distinct().Count() == 1 ? $"{name} = {Number(values[row])} everywhere"
            : column.Domain.Equals(level) ? $"{name} = {Number(values[row])} in {List(values)}"
            : $"{name} = {List(values)}";
    }

    private static string List(IReadOnlyList<double> values) =>
        $"[{string.Join(", ", values.Take(MostShown).Select(Number))}{(values.Count > MostShown ? ", …" : "")}]";
}
