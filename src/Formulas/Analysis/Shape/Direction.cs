namespace Paragon.Formulas;

/// <summary>A way in which the inputs of a formula move together: how fast each column and option changes.</summary>
public abstract class Direction
{
    /// <summary>Name of the column that is 1 at the element that moves; the batch in which a derivative is computed has it.</summary>
    public const string MovingColumn = "δ";

    private protected Direction()
    {
    }

    /// <summary>One constant is added to every learned score, on every level.</summary>
    public static Direction CommonShift { get; } = new ShiftDirection(column => column.IsLearned);

    /// <summary>One constant is added to every number of some columns.</summary>
    public static Direction ShiftOf(Func<ColumnNode, bool> moves) => new ShiftDirection(moves);

    /// <summary>The element's own value of a column, the other elements' held still.</summary>
    public static Direction Own(ColumnNode column) => new OwnDirection(column);

    /// <summary>A column's values, of any elements: each moves by something from 0 to 1.</summary>
    public static Direction EachOf(ColumnNode column) => new OwnDirection(column) { IsAnywhere = true };

    /// <summary>A column's values of other elements, the element's own held still: each moves by something from 0 to 1.</summary>
    public static Direction OthersOf(ColumnNode column) => new OwnDirection(column) { IsOfOthers = true };

    /// <summary>A column's values, all by the same.</summary>
    public static Direction AllOf(ColumnNode column) => new ShiftDirection(other => IsSame(other, column));

    /// <summary>An option.</summary>
    public static Direction Of(OptionNode option) => new OptionDirection(option.Name);

    /// <summary>A column at the element that one link of the formula's level points to, and at all that belongs to it.</summary>
    /// <param name="link">Name of the link: "chosen".</param>
    /// <param name="column">The column.</param>
    public static Direction Behind(string link, ColumnNode column) => new LinkDirection(link, column);

    internal virtual Frame Start => Frame.Elsewhere;

    internal abstract Node OfColumn(GraphBuilder b, ColumnNode column, Frame frame);

    internal virtual Node OfOption(GraphBuilder b, OptionNode option) => b.Number(0);

    /// <summary>Where the arguments of a node stand.</summary>
    internal virtual Frame Enter(Node node, Frame frame) => frame;

    internal static bool IsSame(ColumnNode one, ColumnNode other) => one.Name == other.Name && one.Domain!.Equals(other.Domain);

    private sealed class ShiftDirection(Func<ColumnNode, bool> moves) : Direction
    {
        internal override Node OfColumn(GraphBuilder b, ColumnNode column, Frame frame) => b.Number(!column.IsBoolean && moves(column) ? 1 : 0);
    }

    private sealed class OptionDirection(string name) : Direction
    {
        internal override Node OfColumn(GraphBuilder b, ColumnNode column, Frame frame) => b.Number(0);

        internal override Node OfOption(GraphBuilder b, OptionNode option) => b.Number(option.Name == name ? 1 : 0);
    }

    private sealed class OwnDirection(ColumnNode moving) : Direction
    {
        public bool IsAnywhere { get; init; }

        public bool IsOfOthers { get; init; }

        internal override Frame Start => IsAnywhere ? Frame.Elsewhere : Frame.Own;

        internal override Node OfColumn(GraphBuilder b, ColumnNode column, Frame frame) =>
            !IsSame(column, moving) || frame == (IsOfOthers ? Frame.Own : Frame.Another) ? b.Number(0)
            : frame == Frame.Own ? b.Number(1)
            : b.Column(column.Domain!, MovingColumn, range: new Interval(0, 1));

        internal override Frame Enter(Node node, Frame frame) => node switch
        {
            OperationNode or StopGradientNode => frame,
            ReduceNode { Link: JoinLink { Inner: false } } when frame == Frame.Own => Frame.OwnRows,
            GatherNode { Link: JoinLink { Inner: false } } when frame == Frame.OwnRows => Frame.Own,
            GatherNode { Link: JoinLink { Inner: true, Join: { Kind: JoinKind.Others } join } } when frame == Frame.OwnRows && join.Set.From.Equals(join.Outer) => Frame.Another,
            // down to what belongs to the moving element, and back up
            ReduceNode { Link: DeclaredLink link } when frame == Frame.Own && IsParent(link) && link.To.Equals(moving.Domain) => Frame.OwnRows,
            GatherNode { Link: DeclaredLink link } when frame == Frame.OwnRows && IsParent(link) && link.To.Equals(moving.Domain) => Frame.Own,
            GatherNode { Link: NeighbourLink } when frame == Frame.Own => Frame.Another,
            // another link to the moving level than a parent's may lead anywhere
            GatherNode { Link: DeclaredLink link } when frame == Frame.Own && (!link.To.Equals(moving.Domain) || IsParent(link)) => Frame.Own,
            _ => Frame.Elsewhere,
        };
    }

    /// <summary>Whether a link leads to the one parent of its level: it bears the parent's name.</summary>
    private static bool IsParent(DeclaredLink link) => !link.Optional && link.Name == link.To.Key && !link.From.Equals(link.To);

    private sealed class LinkDirection(string name, ColumnNode moving) : Direction
    {
        internal override Frame Start => Frame.Own;

        internal override Node OfColumn(GraphBuilder b, ColumnNode column, Frame frame) =>
            !IsSame(column, moving) || frame == Frame.Still ? b.Number(0)
            : frame == Frame.Moving ? b.Number(1)
            : b.Column(column.Domain!, MovingColumn, range: new Interval(0, 1));

        internal override Frame Enter(Node node, Frame frame) => node switch
        {
            GatherNode { Link: DeclaredLink link } when frame == Frame.Own && link.To.Key != "group" => link.Name == name ? Frame.Moving : Frame.Still,
            // to the token's own completion and back stays inside; to a group it does not
            GatherNode { Link: DeclaredLink link } when frame is Frame.Moving or Frame.Still && !link.From.Equals(moving.Domain) => Frame.Elsewhere,
            GatherNode { Link: RootLink or JoinLink } when frame is Frame.Moving or Frame.Still => Frame.Elsewhere,
            _ => frame,
        };
    }
}
