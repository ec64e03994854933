using System.Globalization;

namespace Paragon.Formulas;

/// <summary>Prints a graph in a notation. A value that is used more than once and is long gets a name and a line of its own.</summary>
internal sealed class GraphWriter
{
    private readonly Notation _notation;
    private readonly Dictionary<Node, string> _names;
    private readonly Scopes _scopes;

    private GraphWriter(Notation notation, IReadOnlyList<Node> shared)
    {
        _notation = notation;
        _scopes = new Scopes(notation);
        Node? ratio = shared.Count(LogRatio.IsRatio) == 1 ? shared.Single(LogRatio.IsRatio) : null;
        _names = shared.Where(node => node != ratio).Select((node, i) => (node, name: notation.NameOf(i + 1))).ToDictionary(pair => pair.node, pair => pair.name);
        if (ratio is not null)
        {
            _names.Add(ratio, notation.Ratio);
        }
    }

    public static PrintedGraph Print(Notation notation, Node root, Domain? element)
    {
        IReadOnlyList<Node> shared = SharedValues.Of(root);
        GraphWriter writer = new(notation, shared);
        (string name, string text) = writer.Alone(root, root.Domain ?? element, pair => writer.Write(pair.Root, pair.At).Text);
        return new PrintedGraph(name, text, [.. shared.Select(writer.Define)]);
    }

    private PrintedDefinition Define(Node node)
    {
        (string element, string text) = Alone(node, node.Domain, pair => Unnamed(pair.Root, pair.At).Text);
        return new PrintedDefinition(_notation.Reference(_names[node], element), text);
    }

    private (string Element, string Text) Alone(Node node, Domain? element, Func<(Node Root, Place At), string> write)
    {
        using Scope scope = _scopes.Any(element ?? Domain.Batch);
        return (scope.Row.Text, write((node, scope.Row)));
    }

    private Printed Write(Node node, Place at) =>
        _names.TryGetValue(node, out string? name) ? Printed.Atom(_notation.Reference(name, node.Domain is null ? "" : at.Text)) : Unnamed(node, at);

    private Printed Unnamed(Node node, Place at) => node switch
    {
        ConstantNode { IsBoolean: true } constant => Printed.Atom(_notation.Truth(constant.Value != 0)),
        ConstantNode constant => _notation.Number(constant.Value),
        OptionNode option => Printed.Atom(_notation.Option(option.Name)),
        ParameterNode parameter => Printed.Atom(_notation.Reference($"x{parameter.Index + 1}", at.Text)),
        StatisticNode statistic => Printed.Atom(_notation.Reference($"S{statistic.Index + 1}", "")),
        ColumnNode column => _notation.Column(column, at.Text),
        OperationNode operation => Operation(operation, at),
        GatherNode gather => Write(gather.Value, _scopes.Follow(at, gather.Link)),
        ReduceNode reduce => Reduce(reduce, at),
        CountNode count => Printed.Atom(Count(count.Link, at)),
        ExistsNode exists => Printed.Atom(_notation.Exists(_scopes.Follow(at, exists.Link).Text)),
        ScanNode scan => Scan(scan, at),
        SortNode sort => Printed.Atom(Family("sorted", sort.Family, sort.Value, at)),
        RankNode rank => Printed.Atom(Family("rank", rank.Family, rank.Value, at)),
        PlacedNode placed => Write(placed.Value, new Place { Text = Family("rank", placed.Family, placed.Ranking, at) }),
        StopGradientNode stop => Printed.Atom(_notation.StopGradient(Write(stop.Value, at).Text)),
        _ => throw new InvalidOperationException($"'{node.Key}' is a kind of node that the printer does not know."),
    };

    private Printed Operation(OperationNode node, Place at)
    {
        if (node.Operation == Comparisons.Select)
        {
            return Choice(node, at);
        }

        if (_notation.Special(node, at.Text) is { } special)
        {
            return special;
        }

        if (node.Operation == Arithmetic.Negate)
        {
            Printed value = Write(node.First(), at);
            return new Printed("-" + In(value, Notation.Reduction), 2 * Form.Sum);
        }

        Form form = _notation.FormOf(node.Operation);
        int tightness = Notation.Tightness(form);
        Printed[] arguments = node.Arguments.Select(argument => Write(argument, at)).ToArray();
        object[] texts = arguments.Select((argument, i) => (object)In(argument, Needed(node.Operation, form, i))).ToArray();
        bool endsInReduction = node.Operation == Arithmetic.Multiply && arguments[1].Precedence == Notation.Reduction;
        return new Printed(string.Format(CultureInfo.InvariantCulture, form.Text, texts), endsInReduction ? Notation.Reduction : tightness);
    }

    private Printed Choice(OperationNode node, Place at)
    {
        if (IsNumber(node.Arguments[1], 1) && IsNumber(node.Arguments[2], 0))
        {
            return _notation.Indicator(Write(node.First(), at).Text);
        }

        if (StepOf(node) is { } step)
        {
            return _notation.Step(Difference(step.Larger, step.Smaller, at));
        }

        List<(string, string)> cases = [];
        Node otherwise = node;
        while (otherwise is OperationNode { Operation.Name: "select" } choice && !(cases.Count > 0 && _names.ContainsKey(choice)))
        {
            cases.Add((Write(choice.First(), at).Text, Write(choice.Arguments[1], at).Text));
            otherwise = choice.Arguments[2];
        }

        return _notation.Choice(cases, Write(otherwise, at).Text);
    }

    private string Difference(Node x, Node y, Place at)
    {
        Node added = y is OperationNode { Operation.Name: "negate" } negation ? negation.First() : y;
        string first = IsNumber(x, 0) ? "" : In(Write(x, at), 2 * Form.Sum);
        return IsNumber(y, 0) ? first
            : added != y ? (first.Length == 0 ? "" : $"{first} + ") + In(Write(added, at), 2 * Form.Sum)
            : $"{first}{(first.Length == 0 ? "-" : " - ")}{In(Write(y, at), Notation.Reduction)}";
    }

    /// <summary>What is compared where a choice is 1 below, one half at a tie, 0 above.</summary>
    private static (Node Larger, Node Smaller)? StepOf(OperationNode node) =>
        IsNumber(node.Arguments[1], 1)
        && node.First() is OperationNode { Operation.Name: "less" } less
        && node.Arguments[2] is OperationNode { Operation.Name: "select" } tie
        && tie.First() is OperationNode { Operation.Name: "equal" } equal
        && IsNumber(tie.Arguments[1], 0.5) && IsNumber(tie.Arguments[2], 0)
        && less.Arguments.SequenceEqual(equal.Arguments)
            ? (less.Second(), less.First())
            : null;

    private static bool IsNumber(Node node, double value) => node is ConstantNode { IsBoolean: false } constant && constant.Value == value;

    /// <summary>How tightly an argument must bind to stand without brackets. What a sum or product is grouped by says nothing to a reader.</summary>
    private static int Needed(Operation operation, Form form, int argument) =>
        form.Precedence == Form.Atom ? 0
        : argument > 0 && operation == Arithmetic.Multiply ? Notation.Reduction
        : Notation.Tightness(form) + (argument > 0 && operation != Arithmetic.Add ? 1 : 0);

    private string In(Printed printed, int needed) => printed.Precedence < needed ? _notation.Bracket(printed.Text) : printed.Text;

    private Printed Reduce(ReduceNode node, Place at)
    {
        string size = node.Reduction == Reduction.Mean ? Count(node.Link, at) : "";
        using Scope scope = _scopes.Over(node.Link, at);
        // a sum over those for which a condition holds
        if (node is { Reduction: Reduction.Sum, Value: OperationNode { Operation.Name: "select" } choice }
            && IsNumber(choice.Arguments[2], 0)
            && !_names.ContainsKey(choice))
        {
            string members = $"{scope.Members}, {Write(choice.First(), scope.Row).Text}";
            return IsNumber(choice.Arguments[1], 1) ? Printed.Atom(_notation.Count(members, "", null)) : _notation.Reduce(node.Reduction, members, size, Write(choice.Arguments[1], scope.Row));
        }

        return _notation.Reduce(node.Reduction, scope.Members, size, Write(node.Value, scope.Row));
    }

    private string Count(Link link, Place at)
    {
        using Scope scope = _scopes.Over(link, at);
        return _notation.Count(scope.Members, link.From.Key, Scopes.IsFamily(link) ? _notation.Family(link, at.Text) : link is RootLink && link.From is not Join ? "" : null);
    }

    private Printed Scan(ScanNode node, Place at)
    {
        Reduction reduction = node.Scan switch { Formulas.Scan.Sum => Reduction.Sum, Formulas.Scan.Min => Reduction.Min, _ => Reduction.Max };
        Printed rate = Write(node.Rate, at);
        using Scope scope = _scopes.Onward(node.Neighbour, at);
        Printed body = Write(node.Value, scope.Row);
        if (node.Scan == Formulas.Scan.Sum && IsNumber(node.Value, 1) && IsNumber(node.Rate, 1))
        {
            return Printed.Atom(_notation.Count(scope.Members, "", null));
        }

        if (node.Scan == Formulas.Scan.Sum && node.Rate is not ConstantNode { Value: 1 })
        {
            (string from, string to) = node.Neighbour.Offset > 0 ? (at.Text, scope.Row.Text) : (scope.Row.Text, at.Text);
            body = _notation.Discount(rate, from, to, body);
        }

        return _notation.Reduce(reduction, scope.Members, "", body);
    }

    private string Family(string function, Link family, Node value, Place at)
    {
        Place target = _scopes.Follow(at, family);
        using Scope scope = _scopes.Over(family, target);
        return _notation.OfFamily(function, scope.Members, Write(value, scope.Row).Text, at.Text);
    }
}
