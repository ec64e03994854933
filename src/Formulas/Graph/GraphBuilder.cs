namespace Paragon.Formulas;

/// <summary>
/// Makes nodes. Equal nodes are one object; what can be simplified without changing a value is simplified as it is made
/// (see <see cref="Canonical"/>), and an operation on values gathered by one link is computed once at the link's target.
/// </summary>
public sealed class GraphBuilder
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>A number.</summary>
    public Node Number(double value) => Intern(new ConstantNode(value, false));

    /// <summary>A truth value.</summary>
    public Node Truth(bool value) => Intern(new ConstantNode(value ? 1 : 0, true));

    /// <summary>A property of the objective's record, with the values that it declares to have.</summary>
    public Node Option(string name, bool isBoolean = false, Interval? range = null) => Intern(new OptionNode(name, isBoolean, Declared(range, isBoolean)));

    /// <summary>A column of a level, with the values that it declares to have, and whether a learned model gives it.</summary>
    public Node Column(Domain level, string name, bool isBoolean = false, bool differentiable = false, double @default = double.NaN, Interval? range = null, bool learned = false) =>
        Intern(new ColumnNode(level, name, isBoolean, differentiable && !isBoolean, @default, Declared(range, isBoolean), learned));

    /// <summary>An argument of the formula.</summary>
    public Node Parameter(int index, Domain? domain, bool isBoolean = false) => Intern(new ParameterNode(index, domain, isBoolean));

    /// <summary>A sum over the whole batch that is known beforehand.</summary>
    public Node Statistic(int index) => Intern(new StatisticNode(index));

    /// <summary>An operation, element by element.</summary>
    /// <exception cref="InvalidOperationException">Two arguments have different domains; gather one of them first.</exception>
    public Node Apply(Operation operation, params Node[] arguments)
    {
        if (arguments.Length != operation.Arity)
        {
            throw new InvalidOperationException($"{operation.Name} takes {operation.Arity} argument(s), not {arguments.Length}.");
        }

        if (arguments.All(argument => argument is ConstantNode))
        {
            double value = operation.Evaluate(arguments.Select(argument => ((ConstantNode)argument).Value).ToArray());
            return operation.IsBoolean || (operation == Comparisons.Select && arguments[1].IsBoolean) ? Truth(value != 0) : Number(value);
        }

        if (Canonical.Simplify(this, operation, arguments) is { } simpler)
        {
            return simpler;
        }

        return Hoist(operation, arguments) ?? Intern(new OperationNode(operation, DomainOf(operation, arguments), CarriesGradient(operation, arguments), arguments));
    }

    /// <summary>The value at the element that a link points to.</summary>
    public Node Gather(Link link, Node value)
    {
        if (value.Domain is null)
        {
            return value;
        }

        if (!value.Domain.Equals(link.To))
        {
            throw new InvalidOperationException($"'{link}' leads to {link.To}, but the value belongs to {value.Domain}.");
        }

        return Canonical.Simplify(this, link, value) ?? Intern(new GatherNode(link, value));
    }

    /// <summary>The value at the end of a path.</summary>
    public Node Gather(LinkPath path, Node value) => path.Links.Reverse().Aggregate(value, (inner, link) => Gather(link, inner));

    /// <summary>A reduction over the elements whose link points to one.</summary>
    public Node Reduce(Reduction reduction, Link link, Node value) =>
        value.Domain is null && reduction == Reduction.Sum ? Multiply(value, CountOf(link))
        : Intern(new ReduceNode(reduction, link, value));

    /// <summary>How many elements a link leads from, for each target.</summary>
    public Node CountOf(Link link) => Intern(new CountNode(link));

    /// <summary>Whether an optional link points anywhere; always true for another.</summary>
    public Node Exists(Link link) => link.Optional ? Intern(new ExistsNode(link)) : Truth(true);

    /// <summary>A running reduction toward the end or the beginning of the family.</summary>
    public Node Scan(Scan scan, NeighbourLink neighbour, Node value, Node? rate = null) =>
        Intern(new ScanNode(scan, neighbour, value, rate ?? Number(1)));

    /// <summary>The values of a family, sorted.</summary>
    public Node Sort(Link family, Node value) => Intern(new SortNode(family, value));

    /// <summary>The place of each element in its sorted family.</summary>
    public Node Rank(Link family, Node value) => Intern(new RankNode(family, value));

    /// <summary>The value at the place that another value's rank gives.</summary>
    public Node Placed(Link family, Node ranking, Node value) => value.Domain is null ? value : Intern(new PlacedNode(family, ranking, value));

    /// <summary>The value without its gradient.</summary>
    public Node StopGradient(Node value) => value.CarriesGradient ? Intern(new StopGradientNode(value)) : value;

    /// <summary>x + y.</summary>
    public Node Add(Node x, Node y) => Apply(Arithmetic.Add, x, y);

    /// <summary>x - y.</summary>
    public Node Subtract(Node x, Node y) => Apply(Arithmetic.Subtract, x, y);

    /// <summary>x · y.</summary>
    public Node Multiply(Node x, Node y) => Apply(Arithmetic.Multiply, x, y);

    /// <summary>x / y.</summary>
    public Node Divide(Node x, Node y) => Apply(Arithmetic.Divide, x, y);

    /// <summary>-x.</summary>
    public Node Negate(Node x) => Apply(Arithmetic.Negate, x);

    /// <summary>x².</summary>
    public Node Square(Node x) => Apply(Arithmetic.Square, x);

    /// <summary>x &lt; y.</summary>
    public Node Less(Node x, Node y) => Apply(Comparisons.Less, x, y);

    /// <summary>x ≤ y.</summary>
    public Node LessOrEqual(Node x, Node y) => Apply(Comparisons.LessOrEqual, x, y);

    /// <summary>x = y.</summary>
    public Node Equal(Node x, Node y) => Apply(Comparisons.Equal, x, y);

    /// <summary>Both.</summary>
    public Node And(Node x, Node y) => Apply(Comparisons.And, x, y);

    /// <summary>Either.</summary>
    public Node Or(Node x, Node y) => Apply(Comparisons.Or, x, y);

    /// <summary>Not.</summary>
    public Node Not(Node x) => Apply(Comparisons.Not, x);

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    public Node Select(Node condition, Node then, Node otherwise) => Apply(Comparisons.Select, condition, then, otherwise);

    /// <summary>1 where a condition holds, 0 elsewhere.</summary>
    public Node Indicator(Node condition) => Select(condition, Number(1), Number(0));

    private static Interval Declared(Interval? range, bool isBoolean) => isBoolean ? Interval.Truth : range ?? Interval.All;

    internal Node Intern(Node node)
    {
        string key = node.Key;
        if (_nodes.TryGetValue(key, out Node? known))
        {
            return known;
        }

        node.Id = _nodes.Count;
        _nodes.Add(key, node);
        return node;
    }

    /// <summary>op(a at link, b at link) is op(a, b) at link: one value for each target, not for each element.</summary>
    private Node? Hoist(Operation operation, Node[] arguments)
    {
        Link? link = null;
        foreach (Node argument in arguments.Where(argument => argument.Domain is not null))
        {
            if (argument is not GatherNode gather || (link is not null && !link.Key.Equals(gather.Link.Key, StringComparison.Ordinal)) || gather.Link.Optional)
            {
                return null;
            }

            link = gather.Link;
        }

        return link is null
            ? null
            : Gather(link, Apply(operation, arguments.Select(argument => argument is GatherNode gather ? gather.Value : argument).ToArray()));
    }

    private static Domain? DomainOf(Operation operation, Node[] arguments)
    {
        Domain? domain = null;
        foreach (Domain other in arguments.Select(argument => argument.Domain).OfType<Domain>())
        {
            domain = domain is null || domain.Equals(other)
                ? other
                : throw new InvalidOperationException($"{operation.Name} has one argument on {domain} and one on {other}.");
        }

        return domain;
    }

    private static bool CarriesGradient(Operation operation, Node[] arguments) =>
        arguments.Where((argument, i) => argument.CarriesGradient && operation.Derivatives[i] is not null).Any();
}
