using System.Text;
using Paragon.Formulas;

namespace Paragon.Generators.Formulas;

/// <summary>
/// Writes a graph as TorchSharp code over a packed batch: one statement for each value that has a name in the source, is
/// used more than once, or crosses a level, with the formula beside it.
/// </summary>
internal sealed class TensorWriter
{
    private readonly Identifiers _identifiers = new();
    private readonly Dictionary<Node, string> _names = [];
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Region> _linkRegions = new(StringComparer.Ordinal);
    private readonly HostWriter _host;
    private readonly Regions _regions;
    private readonly GuardedStatements? _guarded;

    private TensorWriter(IReadOnlyList<Node> roots, OptionTypes options, bool differentiates, bool isCertain = true)
    {
        _regions = new Regions(roots, isCertain);
        _host = new HostWriter(options);
        _guarded = differentiates ? null : new GuardedStatements(roots, options, LinksOf);
        IReadOnlyList<Node> sorted = Traversal.Sorted([.. roots]);
        foreach (Node node in sorted)
        {
            foreach (Link link in LinksOf(node))
            {
                _linkRegions[link.Key] = _linkRegions.TryGetValue(link.Key, out Region? known) ? Region.Common(known, _regions.Of(node)) : _regions.Of(node);
                _guarded?.Use(link, node);
            }
        }

        foreach (Node node in sorted)
        {
            if (NeedsStatement(node, roots))
            {
                State(node);
            }
        }

        Results = [.. roots.Select(root => Regions.IsHost(root) ? _host.Write(root).Text : Operand(root).Text)];
    }

    /// <summary>Expressions of the results.</summary>
    private IReadOnlyList<string> Results { get; }

    /// <summary>The statements of a result and the expression that it ends in.</summary>
    /// <param name="root">The result.</param>
    /// <param name="options">Types of the record's options.</param>
    /// <param name="indent">Blanks before each statement.</param>
    /// <param name="isCertain">Whether the result is looked at on every batch; where it is not, what has no value is NaN instead of an error.</param>
    public static (string Statements, string Result) Write(Node root, OptionTypes options, string indent, bool isCertain)
    {
        TensorWriter writer = new([root], options, differentiates: true, isCertain);
        return (Indented(writer._regions.Root.Lines, indent), writer.Results[0]);
    }

    /// <summary>The statements of a result and its derivatives, through which no automatic differentiation runs, and the expressions that they end in.</summary>
    /// <param name="root">The result.</param>
    /// <param name="derivatives">Its derivatives.</param>
    /// <param name="options">Types of the record's options.</param>
    /// <param name="indent">Blanks before each statement.</param>
    public static (string Statements, IReadOnlyList<string> Results) Write(Node root, IEnumerable<Node> derivatives, OptionTypes options, string indent)
    {
        TensorWriter writer = new([root, .. derivatives], options, differentiates: false);
        return (Indented(writer._guarded!.Lines, indent), writer.Results);
    }

    private static string Indented(IEnumerable<string> lines, string indent)
    {
        StringBuilder text = new();
        foreach (string line in lines)
        {
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static Link? LinkOf(Node node) => node switch
    {
        GatherNode { Link: RootLink } => null,
        GatherNode gather => gather.Link,
        ReduceNode reduce => reduce.Link,
        CountNode { Link: RootLink } => null,
        CountNode count => count.Link,
        ExistsNode exists => exists.Link,
        ScanNode scan => scan.Neighbour,
        SortNode sort => sort.Family,
        RankNode rank => rank.Family,
        PlacedNode placed => placed.Family,
        _ => null,
    };

    /// <summary>The links that a value's statement names.</summary>
    private IEnumerable<Link> LinksOf(Node node)
    {
        IEnumerable<Link> readers = node is ReduceNode reduce && NeedsReaders(reduce) ? _regions.ReadBy(reduce) : [];
        return LinkOf(node) is { } link ? readers.Prepend(link) : readers;
    }

    private bool NeedsReaders(ReduceNode reduce) => reduce.Reduction != Reduction.Sum && reduce.Link is not RootLink && !_regions.IsCertain(reduce) && _regions.ReadBy(reduce).Count > 0;

    private bool NeedsStatement(Node node, IReadOnlyList<Node> roots) => node switch
    {
        ConstantNode or OptionNode => false,
        _ when Regions.IsHost(node) => node is OperationNode && _regions.Uses(node) > 1 && node.Domain is null && !HostWriter.IsSimple(node),
        GatherNode { Link: RootLink } => false,
        OperationNode when Regions.IsHostChoice(node) => true,
        OperationNode => _regions.Uses(node) > 1 || (node.Label is not null && !roots.Contains(node)),
        StopGradientNode => _regions.Uses(node) > 1,
        _ => true,
    };

    private void State(Node node)
    {
        Region region = _regions.Of(node);
        foreach (Link link in LinksOf(node))
        {
            Declare(link);
        }

        if (Regions.IsHost(node))
        {
            string number = _identifiers.Unique(Identifiers.Hint(node));
            string value = _host.Write(node).Text;
            if (_guarded is null)
            {
                region.Lines.Add($"{(node.IsBoolean ? "bool" : "double")} {number} = {value};{Comment(node)}");
            }
            else
            {
                _guarded.Number(node, number, value, Comment(node));
            }

            _host.Name(node, number);
            return;
        }

        if (Regions.IsHostChoice(node))
        {
            Choose((OperationNode)node, region);
            return;
        }

        string text = Expression(node).Text;
        string name = _identifiers.Unique(Identifiers.Hint(node));
        if (_guarded is null)
        {
            region.Lines.Add($"var {name} = {text};{Comment(node)}");
        }
        else
        {
            _guarded.Tensor(node, name, text, Comment(node));
        }

        _names[node] = name;
    }

    /// <summary>A choice between options: each side computes only what it needs.</summary>
    private void Choose(OperationNode choice, Region region)
    {
        (Region then, Region otherwise) = _regions.Branches(choice);
        string condition = _host.Write(choice.Arguments[0]).Text;
        string left = AsTensor(choice.Arguments[1]);
        string right = AsTensor(choice.Arguments[2]);
        string name = _identifiers.Unique(Identifiers.Hint(choice));
        _names[choice] = name;
        if (_guarded is not null)
        {
            _guarded.Tensor(choice, name, $"{condition} ? {left} : {right}", Comment(choice));
            return;
        }

        if (then.Lines.Count == 0 && otherwise.Lines.Count == 0)
        {
            region.Lines.Add($"var {name} = {condition} ? {left} : {right};{Comment(choice)}");
            return;
        }

        region.Lines.Add($"Tensor {name};{Comment(choice)}");
        region.Lines.Add($"if ({condition})");
        Block(region, then, name, left);
        region.Lines.Add("else");
        Block(region, otherwise, name, right);
        region.Lines.Add("");
    }

    private static void Block(Region region, Region inner, string name, string value)
    {
        region.Lines.Add("{");
        region.Lines.AddRange(inner.Lines.Select(line => line.Length == 0 ? line : "    " + line));
        region.Lines.Add($"    {name} = {value};");
        region.Lines.Add("}");
    }

    private string AsTensor(Node node) => Regions.IsHost(node)
        ? node.IsBoolean ? $"batch.Truth({_host.Write(node).Text})" : $"batch.Number({_host.Write(node).Text})"
        : Operand(node).Text;

    private void Declare(Link link)
    {
        if (!_links.ContainsKey(link.Key))
        {
            string name = _identifiers.Unique(Identifiers.Hint(link));
            string value = $"batch.Link(\"{link.Key}\")";
            if (_guarded is null)
            {
                _linkRegions[link.Key].Lines.Add($"var {name} = {value};");
            }
            else
            {
                _guarded.Link(link, name, value);
            }

            _links[link.Key] = name;
        }
    }

    /// <summary>A value as an operand: its name if it has one, else its expression.</summary>
    private (string Text, int Precedence) Operand(Node node) =>
        _names.TryGetValue(node, out string? name) ? (name, Form.Atom)
        : Regions.IsHost(node) ? _host.Write(node)
        : Expression(node);

    private (string Text, int Precedence) Expression(Node node)
    {
        string Inner(Node argument) => Operand(argument).Text;
        string Link(Link link) => _links[link.Key];
        return node switch
        {
            ColumnNode column => ($"batch.{(column.IsBoolean ? "Flag" : "Column")}(\"{column.Domain!.Key}\", \"{column.Name}\"{(double.IsNaN(column.Default) ? "" : $", {HostWriter.Number(column.Default)}")})", Form.Atom),
            OperationNode operation => Operation(operation),
            GatherNode { Link: RootLink } gather => Operand(gather.Value),
            GatherNode gather => ($"{Link(gather.Link)}.Gather({Inner(gather.Value)})", Form.Atom),
            ReduceNode reduce when NeedsReaders(reduce) => ($"{Link(reduce.Link)}.ReadBy({string.Join(", ", _regions.ReadBy(reduce).Select(Link).Distinct())}).{reduce.Reduction}{IfNone(reduce)}({AsTensor(reduce.Value)})", Form.Atom),
            ReduceNode reduce => ($"{Link(reduce.Link)}.{reduce.Reduction}{IfNone(reduce)}({AsTensor(reduce.Value)})", Form.Atom),
            CountNode { Link: RootLink root } => ($"batch.Number(batch.Count(\"{root.From.Key}\"))", Form.Atom),
            CountNode count => ($"{Link(count.Link)}.Count", Form.Atom),
            ExistsNode exists => ($"{Link(exists.Link)}.Exists", Form.Atom),
            ScanNode { Scan: Scan.Sum } scan => ($"{Link(scan.Neighbour)}.DiscountedSum({AsTensor(scan.Value)}, {Inner(scan.Rate)})", Form.Atom),
            ScanNode scan => ($"{Link(scan.Neighbour)}.Running{scan.Scan}({AsTensor(scan.Value)})", Form.Atom),
            SortNode sort => ($"{Link(sort.Family)}.Sort({AsTensor(sort.Value)})", Form.Atom),
            RankNode rank => ($"{Link(rank.Family)}.Rank({AsTensor(rank.Value)})", Form.Atom),
            PlacedNode placed => ($"{Link(placed.Family)}.Placed({AsTensor(placed.Ranking)}, {AsTensor(placed.Value)})", Form.Atom),
            StopGradientNode stop => ($"StopGradient({Inner(stop.Value)})", Form.Atom),
            _ => throw new InvalidOperationException($"'{node.Key}' has no tensor form."),
        };
    }

    /// <summary>What a reduction of nothing gives: an error, or where nobody looks 0, or under a condition NaN.</summary>
    private string IfNone(ReduceNode reduce) =>
        reduce.Reduction == Reduction.Sum || _regions.IsCertain(reduce) ? "" : _regions.IsReadDirectly(reduce) ? "OrZero" : "OrNaN";

    private (string Text, int Precedence) Operation(OperationNode node)
    {
        (string Text, int Precedence)[] arguments = node.Arguments.Select(Operand).ToArray();
        if (node.Operation == Comparisons.Select && Regions.IsHost(node.Arguments[1]) && Regions.IsHost(node.Arguments[2]))
        {
            arguments[1] = (AsTensor(node.Arguments[1]), Form.Atom);
        }

        bool mayFail = _guarded is null && !_regions.IsUnbranched(node) && node.Operation.Guarded is not null && !(node.Operation == Arithmetic.Divide && Regions.IsHost(node.Arguments[1]));
        return mayFail
            ? ($"{node.Operation.Guarded}({string.Join(", ", arguments.Select(argument => argument.Text))})", Form.Atom)
            : HostWriter.Format(node.Operation.Code, arguments);
    }

    private static string Comment(Node node) => node.Source is null ? "" : $"  // {node.Source}";
}
