namespace Paragon.Formulas;

/// <summary>How a formula bends in one input.</summary>
/// <param name="Curvature">The curvature; unknown where it bends both ways or nothing was shown.</param>
/// <param name="Culprit">Smallest part that stands in the way of an answer, or null.</param>
public sealed record Bend(Curvature Curvature, Node? Culprit)
{
    /// <summary>The curvature of a formula in an input, over all of its range.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="input">A <see cref="ColumnNode"/> or an <see cref="OptionNode"/> of the formula.</param>
    public static Bend Of(Node root, Node input)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, root);
        return Of(b, formula, Input.Of(formula, Importing.Into(b, input)).Direction);
    }

    /// <summary>The curvature on one side of a centre: where the column is the centre plus something in an interval.</summary>
    /// <remarks>The side is that of every element of the column, not of one alone.</remarks>
    /// <param name="root">The formula.</param>
    /// <param name="column">The column.</param>
    /// <param name="centre">The centre on the column's level; null for 0.</param>
    /// <param name="side">Values of the column less the centre: [0, ∞) for the right.</param>
    public static Bend Of(Node root, ColumnNode column, Node? centre, Interval side)
    {
        GraphBuilder b = new();
        ColumnNode offset = (ColumnNode)b.Column(column.Domain!, $"{column.Name}-offset", range: side);
        Node middle = centre is null ? b.Number(0) : Importing.Into(b, centre);
        Node moved = Rewriting.Replace(b, Importing.Into(b, root), (node, _) => node is ColumnNode found && Direction.IsSame(found, column) ? b.Add(middle, offset) : null);
        return Of(b, Cancelled(b, moved), Input.Of(moved, offset).Direction);
    }

    private static Bend Of(GraphBuilder b, Node formula, Direction direction)
    {
        Proofs proofs = new(b);
        Curvatures curvatures = new(proofs, direction, new Trends(proofs, direction));
        Curvature found = curvatures.Of(formula);
        return new Bend(found, found == Curvature.Unknown ? curvatures.Culprit ?? formula : null);
    }

    /// <summary>The formula with differences in which the centre cancels.</summary>
    private static Node Cancelled(GraphBuilder b, Node formula)
    {
        NormalForms forms = new(b);
        return Rewriting.Replace(b, formula, (node, arguments) => node is OperationNode { Operation.Name: "subtract" or "add" } sum
            ? forms.Of(b.Apply(sum.Operation, arguments)).ToNode(b) : null);
    }
}
