namespace Paragon.Formulas;

/// <summary>
/// A value of the formula: one number (or truth value) for each element of its domain. Nodes are made by a
/// <see cref="GraphBuilder"/>, which gives equal nodes the same object.
/// </summary>
public abstract class Node
{
    private protected Node(Domain? domain, bool isBoolean, bool carriesGradient, params Node[] arguments)
    {
        Domain = domain;
        IsBoolean = isBoolean;
        CarriesGradient = carriesGradient;
        Arguments = arguments;
    }

    /// <summary>What there is one value for each element of; null for a value that no batch changes.</summary>
    public Domain? Domain { get; }

    /// <summary>Whether the values are truth values.</summary>
    public bool IsBoolean { get; }

    /// <summary>Whether a differentiable column reaches this value.</summary>
    public bool CarriesGradient { get; }

    /// <summary>The nodes that this one is computed from.</summary>
    public IReadOnlyList<Node> Arguments { get; }

    /// <summary>Number of the node in its builder, after those of its arguments.</summary>
    public int Id { get; internal set; }

    /// <summary>Name that the source gives the value (a local, a method, a property), if any.</summary>
    public string? Label { get; internal set; }

    /// <summary>The expression of the source that the value came from, if any.</summary>
    public string? Source { get; internal set; }

    /// <summary>What <see cref="Traversal"/> found below the node, kept because every analysis and every sample walks over it again.</summary>
    internal IReadOnlyList<Node>? Sorted { get; set; }

    /// <summary>Text that equal nodes share; arguments appear as their numbers.</summary>
    public abstract string Key { get; }

    /// <inheritdoc/>
    public override string ToString() => Source ?? Key;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>Its number: every analysis keeps what it knows by node, and an object's own hash code costs more.</summary>
    public sealed override int GetHashCode() => Id;
}

/// <summary>A number, or a truth value as 0 or 1.</summary>
public sealed class ConstantNode : Node
{
    internal ConstantNode(double value, bool isBoolean)
        : base(null, isBoolean, false) => Value = value;

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override string Key => $"{(IsBoolean ? "truth" : "number")} {GraphText.Number(Value)}";
}

/// <summary>A property of the objective's record.</summary>
public sealed class OptionNode : Node
{
    internal OptionNode(string name, bool isBoolean, Interval range)
        : base(null, isBoolean, false)
    {
        Name = name;
        Range = range;
    }

    /// <summary>Name of the property.</summary>
    public string Name { get; }

    /// <summary>Values that the option can have, as it declares them; every number where it declares none.</summary>
    public Interval Range { get; }

    /// <inheritdoc/>
    public override string Key => $"{(IsBoolean ? "flag" : "option")} {Name}{GraphText.Range(Range, IsBoolean)}";
}

/// <summary>A column of a level.</summary>
public sealed class ColumnNode : Node
{
    internal ColumnNode(Domain level, string name, bool isBoolean, bool differentiable, double @default, Interval range, bool isLearned)
        : base(level, isBoolean, differentiable)
    {
        Name = name;
        Default = @default;
        Range = range;
        IsLearned = isLearned;
    }

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>Value where a batch lacks the column; NaN makes it required.</summary>
    public double Default { get; }

    /// <summary>Values that the column can have, as it declares them; every number where it declares none.</summary>
    public Interval Range { get; }

    /// <summary>Whether a learned model gives the column: a score whose origin is arbitrary.</summary>
    public bool IsLearned { get; }

    /// <inheritdoc/>
    public override string Key =>
        $"column {Domain!.Key} {Name} {(IsBoolean ? "truth" : CarriesGradient ? "gradient" : "fixed")} {GraphText.Number(Default)}{GraphText.Range(Range, IsBoolean)}{(IsLearned ? " learned" : "")}";
}

/// <summary>An argument of a formula that is called from elsewhere; a call puts the caller's value in its place.</summary>
public sealed class ParameterNode : Node
{
    internal ParameterNode(int index, Domain? domain, bool isBoolean)
        : base(domain, isBoolean, true) => Index = index;

    /// <summary>Place of the parameter among those of the method.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    public override string Key => $"parameter {Index} {Domain?.Key ?? "-"} {(IsBoolean ? "truth" : "number")}";
}

/// <summary>A sum over the whole batch that is known before any part of the batch is computed.</summary>
public sealed class StatisticNode : Node
{
    internal StatisticNode(int index)
        : base(Domain.Batch, false, false) => Index = index;

    /// <summary>Place of the statistic in the stage's list.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    public override string Key => $"statistic {Index}";
}

/// <summary>An operation of the table, element by element.</summary>
public sealed class OperationNode : Node
{
    internal OperationNode(Operation operation, Domain? domain, bool carriesGradient, Node[] arguments)
        : base(domain, operation.IsBoolean, carriesGradient, arguments) => Operation = operation;

    /// <summary>Row of the table.</summary>
    public Operation Operation { get; }

    /// <inheritdoc/>
    public override string Key => $"{Operation.Name}{GraphText.Numbers(Arguments)}";
}

/// <summary>The value at the element that a link points to: from a coarser level to a finer, or to a neighbour.</summary>
public sealed class GatherNode : Node
{
    internal GatherNode(Link link, Node value)
        : base(link.From, value.IsBoolean, value.CarriesGradient, value) => Link = link;

    /// <summary>The link that is followed.</summary>
    public Link Link { get; }

    /// <summary>The value at the target.</summary>
    public Node Value => Arguments[0];

    /// <inheritdoc/>
    public override string Key => $"gather {Link.Key}{GraphText.Numbers(Arguments)}";
}

/// <summary>A reduction over all elements whose link points to one.</summary>
public sealed class ReduceNode : Node
{
    internal ReduceNode(Reduction reduction, Link link, Node value)
        : base(link.To, false, value.CarriesGradient, value)
    {
        Reduction = reduction;
        Link = link;
    }

    /// <summary>How the values are put together.</summary>
    public Reduction Reduction { get; }

    /// <summary>Link from the elements to the one that receives the result.</summary>
    public Link Link { get; }

    /// <summary>The value at each element.</summary>
    public Node Value => Arguments[0];

    /// <inheritdoc/>
    public override string Key => $"reduce {Reduction} {Link.Key}{GraphText.Numbers(Arguments)}";
}

/// <summary>How many elements a link leads from, for each target.</summary>
public sealed class CountNode : Node
{
    internal CountNode(Link link)
        : base(link.To, false, false) => Link = link;

    /// <summary>Link from the elements that are counted.</summary>
    public Link Link { get; }

    /// <inheritdoc/>
    public override string Key => $"count {Link.Key}";
}

/// <summary>Whether an optional link points anywhere.</summary>
public sealed class ExistsNode : Node
{
    internal ExistsNode(Link link)
        : base(link.From, true, false) => Link = link;

    /// <summary>The link.</summary>
    public Link Link { get; }

    /// <inheritdoc/>
    public override string Key => $"exists {Link.Key}";
}

/// <summary>A running reduction over the elements of one parent: y = x + rate·(y of the neighbour), or the largest or smallest so far.</summary>
public sealed class ScanNode : Node
{
    internal ScanNode(Scan scan, NeighbourLink neighbour, Node value, Node rate)
        : base(neighbour.Level, false, value.CarriesGradient || rate.CarriesGradient, value, rate)
    {
        Scan = scan;
        Neighbour = neighbour;
    }

    /// <summary>How values are put together.</summary>
    public Scan Scan { get; }

    /// <summary>Where the running value comes from: the next element for a range that looks ahead, the previous for one that looks back.</summary>
    public NeighbourLink Neighbour { get; }

    /// <summary>The value at each element.</summary>
    public Node Value => Arguments[0];

    /// <summary>Factor on the running value; 1 for a plain sum, unused by the others.</summary>
    public Node Rate => Arguments[1];

    /// <inheritdoc/>
    public override string Key => $"scan {Scan} {Neighbour.Key}{GraphText.Numbers(Arguments)}";
}

/// <summary>The values of one family (the elements with the same target), sorted: row i of the family holds the i-th smallest.</summary>
public sealed class SortNode : Node
{
    internal SortNode(Link family, Node value)
        : base(family.From, false, value.CarriesGradient, value) => Family = family;

    /// <summary>Link that says which elements are sorted together.</summary>
    public Link Family { get; }

    /// <summary>The value that is sorted.</summary>
    public Node Value => Arguments[0];

    /// <inheritdoc/>
    public override string Key => $"sort {Family.Key}{GraphText.Numbers(Arguments)}";
}

/// <summary>Place of each element in its family when sorted by a value, from 0; equal values keep the order of their rows.</summary>
public sealed class RankNode : Node
{
    internal RankNode(Link family, Node value)
        : base(family.From, false, false, value) => Family = family;

    /// <summary>Link that says which elements are ranked together.</summary>
    public Link Family { get; }

    /// <summary>The value that ranks.</summary>
    public Node Value => Arguments[0];

    /// <inheritdoc/>
    public override string Key => $"rank {Family.Key}{GraphText.Numbers(Arguments)}";
}

/// <summary>The value that stands, in its family, at the place given by another value's rank: the adjoint of a sort.</summary>
public sealed class PlacedNode : Node
{
    internal PlacedNode(Link family, Node key, Node value)
        : base(family.From, false, value.CarriesGradient, key, value) => Family = family;

    /// <summary>Link that says which elements belong together.</summary>
    public Link Family { get; }

    /// <summary>The value whose rank gives the place.</summary>
    public Node Ranking => Arguments[0];

    /// <summary>The value that is read there.</summary>
    public Node Value => Arguments[1];

    /// <inheritdoc/>
    public override string Key => $"placed {Family.Key}{GraphText.Numbers(Arguments)}";
}

/// <summary>A value through which no gradient flows.</summary>
public sealed class StopGradientNode : Node
{
    internal StopGradientNode(Node value)
        : base(value.Domain, value.IsBoolean, false, value)
    {
    }

    /// <summary>The value.</summary>
    public Node Value => Arguments[0];

    /// <inheritdoc/>
    public override string Key => $"stop{GraphText.Numbers(Arguments)}";
}

/// <summary>How a reduction puts values together.</summary>
public enum Reduction
{
    /// <summary>The sum; 0 for none.</summary>
    Sum,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The smallest; ties share the gradient.</summary>
    Min,

    /// <summary>The largest; ties share the gradient.</summary>
    Max,

    /// <summary>log Σ exp.</summary>
    LogSumExp,

    /// <summary>The median: the mean of the two middle values where their number is even.</summary>
    Median,
}

/// <summary>How a scan puts values together.</summary>
public enum Scan
{
    /// <summary>x + rate · running.</summary>
    Sum,

    /// <summary>The smallest so far.</summary>
    Min,

    /// <summary>The largest so far.</summary>
    Max,
}
