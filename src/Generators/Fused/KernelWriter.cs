using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>Writes a kernel: the method that runs its loops in order, and before it the loops.</summary>
internal sealed class KernelWriter
{
    private readonly Schedule _schedule;
    private readonly string _name;
    private readonly Identifiers _identifiers = new();
    private readonly SourceWriter _main = new();
    private readonly SourceWriter _passes = new();
    private readonly Scalars _scalars;
    private readonly Dictionary<Node, string> _memory = [];
    private readonly Dictionary<FusedRoot, string> _results = [];
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guard> _linkGuards = new(StringComparer.Ordinal);

    private KernelWriter(Schedule schedule, OptionTypes options, string name)
    {
        (_schedule, _name) = (schedule, name);
        _scalars = new Scalars(schedule.Graph, options, _identifiers, _main);
        foreach (Node node in schedule.Graph.Guards.Nodes)
        {
            if (LinkOf(node) is { } link)
            {
                Use(link, GuardOf(node));
            }
        }

        foreach (LoopStep step in schedule.Steps.OfType<LoopStep>().Where(step => step.Families is not null))
        {
            Use(step.Families!, GuardOf(step));
        }

        void Use(Link link, Guard guard) => _linkGuards[link.Key] = (_linkGuards.TryGetValue(link.Key, out Guard? known) ? known : global::Paragon.Formulas.Guard.Never).Or(guard);
    }

    /// <summary>The source of a kernel's methods.</summary>
    public static string Write(Schedule schedule, OptionTypes options, string name, string summary)
    {
        KernelWriter writer = new(schedule, options, name);
        writer.Run();
        return new SourceWriter().Line().Line($"/// <summary>{summary}</summary>").Line($"private void {name}<T, TLanes, TDoubles>(FusedBatch<T> batch)").Deeper()
            .Line("where T : unmanaged, INumber<T>").Line("where TLanes : unmanaged, ILanes<TLanes, T>").Line("where TDoubles : unmanaged, ILanes<TDoubles, double>").Shallower().Open().Lines(writer._main.ToString().Trim('\n')).Close().ToString() + writer._passes;
    }

    /// <summary>Type of the numbers of a level.</summary>
    public string Element(Domain domain) => _schedule.Wide.Contains(domain.Key) ? "T" : "double";

    /// <summary>Type of the numbers of a value in memory.</summary>
    public string Element(Node node) => Element(node.Domain!);

    /// <summary>Whether a value lies in memory, from the beginning or from a step before.</summary>
    public bool IsInMemory(Node node) => _memory.ContainsKey(node);

    /// <summary>Under which choices a value is needed.</summary>
    public Guard GuardOf(Node node) => _schedule.Graph.Guards.Of(node);

    /// <summary>Expression of a number.</summary>
    public string Scalar(Node node) => _scalars.Text(node);

    /// <summary>Expression of a guard.</summary>
    public string Guard(Guard guard) => _scalars.Guard(guard);

    /// <summary>The variable that holds a value of every element.</summary>
    public string Memory(Node node) => _memory.TryGetValue(node, out string? name) ? name : node switch
    {
        ColumnNode column => Declare(node, GuardOf(node), $"batch.Column<{Element(node)}>(\"{column.Domain!.Key}\", \"{column.Name}\"{(double.IsNaN(column.Default) ? "" : $", {HostWriter.Number(column.Default)}")})"),
        CountNode count => Declare(node, GuardOf(node), $"{Link(count.Link)}.Count"),
        _ => throw new InvalidOperationException($"'{node.Key}' of {_name} is read before it is computed."),
    };

    /// <summary>The variable that holds a result of every element.</summary>
    public string Result(FusedRoot root) => _results[root];

    /// <summary>Expression of a link.</summary>
    public string Link(Link link)
    {
        if (!_links.TryGetValue(link.Key, out string? name))
        {
            name = _identifiers.Unique(Identifiers.Hint(link));
            Guard guard = _linkGuards.TryGetValue(link.Key, out Guard? known) ? known : global::Paragon.Formulas.Guard.Always;
            _main.Line(guard.IsAlways ? $"FusedLink {name} = batch.Link(\"{link.Key}\");" : $"FusedLink {name} = {Condition(guard)} ? batch.Link(\"{link.Key}\") : FusedLink.None;");
            _links[link.Key] = name;
        }

        return name;
    }

    /// <summary>Expression of the rows that a link points to.</summary>
    public string Rows(Link link) => $"{Link(link)}.Rows";

    private static Link? LinkOf(Node node) => node switch
    {
        GatherNode { Link: RootLink } or CountNode { Link: RootLink } or ReduceNode { Link: RootLink } or SortNode { Family: RootLink } or RankNode { Family: RootLink } or PlacedNode { Family: RootLink } => null,
        GatherNode gather => gather.Link,
        ReduceNode reduce => reduce.Link,
        CountNode count => count.Link,
        ExistsNode exists => exists.Link,
        SortNode sort => sort.Family,
        RankNode rank => rank.Family,
        PlacedNode placed => placed.Family,
        _ => null,
    };

    private Guard GuardOf(LoopStep step) =>
        step.Reductions.Select(GuardOf).Concat(step.Stored.Select(GuardOf)).Concat(step.Results.Select(root => root.Guard)).Aggregate(global::Paragon.Formulas.Guard.Never, (all, one) => all.Or(one));

    private string Condition(Guard guard)
    {
        string text = Guard(guard);
        return text.Contains(' ') ? $"({text})" : text;
    }

    private void Run()
    {
        if (_schedule.Graph.Guards.Nodes.OfType<StatisticNode>().Any())
        {
            _main.Line("double[] statistics = batch.Statistics;");
        }

        foreach (FusedRequirement requirement in _schedule.Graph.Requirements)
        {
            Guarded(requirement.Guard, $"batch.RequireMembers(\"{requirement.Link.Key}\", \"{requirement.Reduction}\"{(requirement.Reader is { } reader ? $", \"{reader.Key}\"" : "")});");
        }

        int pass = 0;
        foreach (Step step in _schedule.Steps)
        {
            if (pass > 0 || step != _schedule.Steps[0])
            {
                _main.Line();
            }

            if (step is LoopStep loop)
            {
                Loop(loop, $"{_name}{++pass}");
            }
            else
            {
                Family(((FamilyStep)step).Node);
            }
        }

        foreach (FusedRoot root in _schedule.Graph.Roots.Where(root => root.Level is null))
        {
            Guarded(root.Guard, $"batch.Total(\"{root.Name}\", {Scalar(root.Value)});");
        }
    }

    private void Loop(LoopStep step, string name)
    {
        Guard guard = GuardOf(step);
        string over = step.Families is { } families ? Link(families) : $"batch.Rows(\"{step.Domain.Key}\")";
        bool inOrder = false;
        foreach (ReduceNode reduce in step.Reductions)
        {
            bool isRoot = reduce.Link is RootLink;
            bool scatters = !isRoot && reduce.Link.Key != step.Families?.Key;
            inOrder |= scatters;
            string fill = reduce.Reduction == Reduction.Sum ? "0" : reduce.Reduction == Reduction.Max ? "double.NegativeInfinity" : "double.PositiveInfinity";
            Declare(reduce, GuardOf(reduce), isRoot ? $"batch.Scratch<double>(batch.Pieces({over}))"
                : scatters ? $"batch.Filled<double>(batch.Rows(\"{reduce.Link.To.Key}\"), {fill})" : $"batch.Scratch<double>(batch.Rows(\"{reduce.Link.To.Key}\"))");
        }

        // What the loop itself stores it does not read: the names are known to later steps only.
        Node[] stored = step.Stored.ToArray();
        SourceWriter text = new();
        Dictionary<Node, string> outputs = stored.ToDictionary(node => node, node => Column(Names.Many(node), GuardOf(node), Element(node), $"batch.Scratch<{Element(node)}>(batch.Rows(\"{node.Domain!.Key}\"))"));
        foreach (FusedRoot root in step.Results)
        {
            _results[root] = Column(root.Kind == FusedRootKind.Gradient ? "gradient" : "values", root.Guard, Element(step.Domain), $"batch.Output<{Element(step.Domain)}>(\"{root.Name}\", \"{step.Domain.Key}\")");
        }

        (IReadOnlyList<string> arguments, IReadOnlyList<string> choices) = PassWriter.Write(this, step, guard, outputs, name, text);
        foreach (KeyValuePair<Node, string> output in outputs)
        {
            _memory[output.Key] = output.Value;
        }

        _passes.Lines(text.ToString().TrimEnd('\n'));
        List<string> call = [$"batch.Over({over}, new {name}<T, {(Element(step.Domain) == "T" ? "TLanes" : "TDoubles")}>("];
        call.AddRange(Wrapped.Lines(arguments).Select(line => "    " + line));
        call[call.Count - 1] += $"), [{string.Join(", ", choices)}]{(inOrder ? ", inOrder: true" : "")});";
        Guarded(guard, [.. call]);
        foreach (ReduceNode reduce in step.Reductions.Where(reduce => reduce.Link is RootLink))
        {
            string number = _identifiers.Unique(Names.Hint(reduce));
            string sum = $"Partial.{reduce.Reduction}({_memory[reduce]})";
            _main.Line($"double {number} = {(GuardOf(reduce).IsAlways ? sum : $"{Condition(GuardOf(reduce))} ? {sum} : 0")};");
            _memory.Remove(reduce);
            _scalars.Name(reduce, number);
        }
    }

    private void Family(Node node)
    {
        Guard guard = GuardOf(node);
        if (node is ReduceNode { Reduction: Reduction.Median } median)
        {
            if (median.Link is RootLink)
            {
                string number = _identifiers.Unique(Names.Hint(node));
                string values = Input(median.Value);
                _main.Line($"double {number} = {(guard.IsAlways ? "" : $"{Condition(guard)} ? ")}Families.Median({values}){(guard.IsAlways ? "" : " : 0")};");
                _scalars.Name(node, number);
                return;
            }

            string each = Declare(node, guard, $"batch.Scratch<double>(batch.Rows(\"{median.Link.To.Key}\"))");
            Guarded(guard, $"Families.Median({Input(median.Value)}, {Link(median.Link)}, {each});");
            return;
        }

        string[] inputs = [.. node.Arguments.Take(node is ScanNode ? 1 : 2).Select(Input)];
        string result = Declare(node, guard, $"batch.Scratch<{Element(node)}>(batch.Rows(\"{node.Domain!.Key}\"))");
        string Of(Link family) => family is RootLink ? "null" : Link(family);
        Guarded(guard, node switch
        {
            ScanNode { Scan: Scan.Sum } scan => $"Families.ScanSum({inputs[0]}, {(HostValue.IsScalar(scan.Rate) ? Scalar(scan.Rate) : Input(scan.Rate))}, {result}, batch.Runs(\"{scan.Neighbour.Key}\"), ahead: {Ahead(scan)});",
            ScanNode scan => $"Families.Scan{scan.Scan}({inputs[0]}, {inputs[0]}, {result}, batch.Runs(\"{scan.Neighbour.Key}\"), ahead: {Ahead(scan)});",
            SortNode sort => $"Families.Sort({inputs[0]}, {Of(sort.Family)}, {result});",
            RankNode rank => $"Families.Rank({inputs[0]}, {Of(rank.Family)}, {result});",
            PlacedNode placed => $"Families.Placed({inputs[0]}, {inputs[1]}, {Of(placed.Family)}, {result});",
            _ => throw new InvalidOperationException($"'{node.Key}' has no fused form."),
        });

        static string Ahead(ScanNode scan) => scan.Neighbour.Offset > 0 ? "true" : "false";

        string Input(Node argument)
        {
            Domain level = node is ReduceNode reduce ? reduce.Link.From : node.Domain!;
            return HostValue.IsScalar(argument) ? $"batch.Filled<{Element(level)}>(batch.Rows(\"{level.Key}\"), {Scalar(argument)})" : Memory(argument);
        }
    }

    private string Declare(Node node, Guard guard, string value) => _memory[node] = Column(Names.Many(node), guard, node is ReduceNode ? "double" : Element(node), value);

    private string Column(string wanted, Guard guard, string element, string value)
    {
        string condition = guard.IsAlways ? "" : Condition(guard);
        string name = _identifiers.Unique(wanted);
        _main.Line(guard.IsAlways ? $"Column<{element}> {name} = {value};" : $"Column<{element}> {name} = {condition} ? {value} : default;");
        return name;
    }

    private void Guarded(Guard guard, params string[] lines)
    {
        string? condition = guard.IsAlways ? null : Guard(guard);
        if (condition is not null)
        {
            _main.Line($"if ({condition})").Open();
        }

        foreach (string line in lines)
        {
            _main.Line(line);
        }

        if (condition is not null)
        {
            _main.Close();
        }
    }
}
