namespace Paragon.Formulas;

/// <summary>Short names for cells that many rows of the table share.</summary>
internal static class Cells
{
    public const Monotonicity Up = Monotonicity.Nondecreasing;
    public const Monotonicity Down = Monotonicity.Nonincreasing;
    public const Monotonicity Free = Monotonicity.Unknown;

    /// <summary>A derivative that is the same everywhere.</summary>
    public static Func<GraphBuilder, OperationNode, Node> Always(double value) => (b, _) => b.Number(value);

    /// <summary>A derivative that is 0 everywhere.</summary>
    public static readonly Func<GraphBuilder, OperationNode, Node>? Zero;

    public static Node First(this OperationNode node) => node.Arguments[0];

    public static Node Second(this OperationNode node) => node.Arguments[1];
}
