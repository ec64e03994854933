using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>Writes the type of one loop: what it reads becomes its parameters, and its body stands once, for full vectors and for the rest of a family alike.</summary>
internal sealed class PassWriter
{
    // What is longer gets a name, so that each line can be read.
    private const int LongExpression = 70;

    private readonly KernelWriter _kernel;
    private readonly LoopStep _step;
    private readonly Guard _guard;
    private readonly IReadOnlyDictionary<Node, string> _outputs;
    private readonly string _element;
    private readonly string _family;
    private readonly Identifiers _identifiers = new();
    private readonly Parameters _parameters;
    private readonly PassChoices _choices;
    private readonly VectorText _text;
    private readonly Dictionary<Node, string> _names = [];
    private readonly Dictionary<Node, string> _broadcast = [];

    // eˣ of each eˣ - 1 of which the loop computes both.
    private readonly Dictionary<Node, Node> _powers = [];
    private readonly List<string> _before = [];
    private readonly List<(Guard Guard, string Text)> _after = [];
    private readonly List<string> _beforeFamily = [];
    private readonly List<(Guard Guard, string Text)> _afterFamily = [];
    private readonly List<PassStatement> _statements = [];

    private PassWriter(KernelWriter kernel, LoopStep step, Guard guard, IReadOnlyDictionary<Node, string> outputs)
    {
        (_kernel, _step, _guard, _outputs) = (kernel, step, guard, outputs);
        _element = kernel.Element(step.Domain);
        foreach (string reserved in new[] { "i", "n", "from", "to", "piece", "start", "end", "starts" })
        {
            _identifiers.Unique(reserved);
        }

        _family = step.Families is null ? "" : _identifiers.Unique(Names.Element(step.Families.To));
        _parameters = new Parameters(_identifiers);
        _choices = new PassChoices(kernel, _parameters, _identifiers, inType: _element == "T");
        _text = new VectorText(Operand, _choices.Condition, Power);
    }

    /// <summary>Writes a loop and gives what it is made with, and the conditions that it is compiled for.</summary>
    public static (IReadOnlyList<string> Arguments, IReadOnlyList<string> Choices) Write(KernelWriter kernel, LoopStep step, Guard guard, IReadOnlyDictionary<Node, string> outputs, string name, SourceWriter source)
    {
        PassWriter writer = new(kernel, step, guard, outputs);
        writer.Body();
        writer.Write(name, source);
        return ([.. writer._parameters.Arguments], [.. writer._choices.Arguments]);
    }

    private void Body()
    {
        Node[] sinks = [.. _step.Reductions.Select(reduce => reduce.Value), .. _step.Stored, .. _step.Results.Select(root => root.Value)];
        IReadOnlyList<Node> body = WithPowersFirst(Loop.Body(sinks, _step.Domain, _kernel.IsInMemory));
        Dictionary<Node, List<Guard>> uses = [];
        foreach ((Node used, Guard guard) in body.Where(IsComputed).SelectMany(node => node.Arguments.Select(argument => (argument, _kernel.GuardOf(node))))
            .Concat(_powers.Select(pair => (pair.Value, _kernel.GuardOf(pair.Key))))
            .Concat(_step.Reductions.Select(reduce => (reduce.Value, _kernel.GuardOf(reduce))))
            .Concat(_step.Stored.Select(node => (node, _kernel.GuardOf(node))))
            .Concat(_step.Results.Select(root => (root.Value, root.Guard))))
        {
            if (!uses.TryGetValue(used, out List<Guard>? guards))
            {
                uses[used] = guards = [];
            }

            guards.Add(guard);
        }

        foreach (Node node in body)
        {
            if (!IsComputed(node))
            {
                Read(node);
            }
            else
            {
                string text = Expression(node).Text;
                if (uses[node].Count > 1 || node.Label is not null || text.Length > LongExpression || !uses[node][0].Equals(GuardOf(node)))
                {
                    Declare(node, text, Needs(node));
                }
            }
        }

        foreach (ReduceNode reduce in _step.Reductions)
        {
            Reduce(reduce);
        }

        foreach (Node stored in _step.Stored)
        {
            Store(stored, _kernel.GuardOf(stored), _outputs[stored]);
        }

        foreach (FusedRoot root in _step.Results)
        {
            Store(root.Value, root.Guard, _kernel.Result(root));
        }
    }

    /// <summary>The values with each eˣ before the eˣ - 1 that takes it over.</summary>
    private IReadOnlyList<Node> WithPowersFirst(IReadOnlyList<Node> body)
    {
        List<Node> sorted = [];
        foreach (Node node in body)
        {
            if (node is OperationNode { Operation.Name: "expm1" } && IsComputed(node)
                && body.FirstOrDefault(other => other is OperationNode { Operation.Name: "exp" } && IsComputed(other) && other.Arguments[0] == node.Arguments[0]) is { } power)
            {
                _powers[node] = power;
                sorted.Add(power);
            }

            sorted.Add(node);
        }

        return [.. sorted.Distinct()];
    }

    private string? Power(Node node) => _powers.TryGetValue(node, out Node? power) ? _names[power] : null;

    /// <summary>Under which choices a value is needed, by the eˣ - 1 that takes it over too.</summary>
    private Guard GuardOf(Node node) => _powers.Where(pair => pair.Value == node).Aggregate(_kernel.GuardOf(node), (guard, pair) => guard.Or(_kernel.GuardOf(pair.Key)));

    private bool IsComputed(Node node) => node is OperationNode && !_kernel.IsInMemory(node);

    private void Read(Node node)
    {
        switch (node)
        {
            case GatherNode { Link: RootLink }:
                break;
            case GatherNode gather when _step.Families is { } families && gather.Link.Key == families.Key:
                string one = $"TLanes.Of({Column(gather.Value)}[{_family}])";
                string name = _identifiers.Unique(Names.Hint(node));
                _names[node] = name;
                one = node.IsBoolean ? $"Lanes.IsSet({one})" : one;
                _beforeFamily.Add(GuardText(_kernel.GuardOf(node)) is { } guard ? $"var {name} = {guard} ? {one} : default;" : $"var {name} = {one};");
                break;
            case GatherNode { Link: NeighbourLink neighbour } gather when IsNested(neighbour):
                Declare(node, Truth(node, neighbour.Offset > 0
                    ? $"{Column(gather.Value)}.Load<TLanes>(i + 1) & TLanes.First(n - 1)"
                    : $"{Column(gather.Value)}.Load<TLanes>(i - 1) & Lanes.HasPrevious<TLanes>(i, start)"), []);
                break;
            case GatherNode gather when !_kernel.IsInMemory(gather):
                Declare(node, Truth(node, $"Lanes.Gather<TLanes, {_element}, {_kernel.Element(gather.Value)}>({Column(gather.Value)}, {Rows(gather.Link)}, i)"), []);
                break;
            case ExistsNode { Link: NeighbourLink neighbour } when IsNested(neighbour):
                Declare(node, neighbour.Offset > 0 ? "TLanes.First(n - 1)" : "Lanes.HasPrevious<TLanes>(i, start)", []);
                break;
            case ExistsNode exists:
                Declare(node, $"Lanes.Exists<TLanes>({Rows(exists.Link)}, i)", []);
                break;
            default:
                Declare(node, Truth(node, $"{Column(node)}.Load<TLanes>(i)"), []);
                break;
        }
    }

    private bool IsNested(NeighbourLink neighbour) => _step.Families is { } families && neighbour.Parent?.Key == families.Key;

    private static string Truth(Node node, string number) => node.IsBoolean ? $"Lanes.IsSet({number})" : number;

    private string Column(Node node) => _parameters.Of($"Column<{_kernel.Element(node)}>", Names.Many(node), _kernel.Memory(node));

    private string Rows(Link link) => _parameters.Of("int[]", Identifiers.Hint(link), _kernel.Rows(link));

    private void Reduce(ReduceNode reduce)
    {
        Guard guard = _kernel.GuardOf(reduce);
        string value = Value(reduce.Value);
        string column = _parameters.Of("Column<double>", Names.Many(reduce), _kernel.Memory(reduce));
        if (reduce.Link is not RootLink && reduce.Link.Key != _step.Families?.Key)
        {
            State(guard, $"Scatter.{reduce.Reduction}({column}, {Rows(reduce.Link)}, i, {value}, n);", reduce.Value);
            return;
        }

        string type = reduce.Reduction switch
        {
            Reduction.Sum => "Sum",
            Reduction.Max => "Largest",
            _ => "Smallest",
        };
        string sum = _identifiers.Unique(Names.Hint(reduce));
        bool isRoot = reduce.Link is RootLink;
        (isRoot ? _before : _beforeFamily).Add($"{type}<TLanes> {sum} = new();{Comment(reduce)}");
        (isRoot ? _after : _afterFamily).Add((guard, $"{column}[{(isRoot ? "piece" : _family)}] = {sum}.Value;"));
        State(guard, $"{sum}.Add({value}, n);", reduce.Value);
    }

    private void Store(Node node, Guard guard, string memory) =>
        State(guard, $"{_parameters.Of($"Column<{_element}>", Names.Many(node), memory)}.Store(i, {Value(node)}, n);", node);

    private string Value(Node node) => node.IsBoolean ? $"Lanes.Indicator({Operand(node).Text})" : Operand(node).Text;

    private void State(Guard guard, string text, Node value) => _statements.Add(new PassStatement(guard, null, "", text, "", Needs(value, true)));

    private void Declare(Node node, string text, IReadOnlyCollection<string> needs)
    {
        string name = _identifiers.Unique(Names.Hint(node));
        _statements.Add(new PassStatement(GuardOf(node), name, "TLanes", text, Comment(node), needs));
        _names[node] = name;
    }

    /// <summary>The variables that a value's expression names.</summary>
    private HashSet<string> Needs(Node node, bool itself = false)
    {
        HashSet<string> needs = [];
        Visit(node, !itself);
        return needs;

        void Visit(Node part, bool inside)
        {
            if (!inside && _names.TryGetValue(part, out string? name))
            {
                needs.Add(name);
            }
            else if (part is OperationNode && !HostValue.IsScalar(part))
            {
                foreach (Node argument in _powers.TryGetValue(part, out Node? power) ? part.Arguments.Append(power) : part.Arguments)
                {
                    Visit(argument, false);
                }
            }
        }
    }

    private (string Text, int Precedence) Operand(Node node) => node switch
    {
        _ when _names.TryGetValue(node, out string? name) => (name, Form.Atom),
        ConstantNode constant => _text.Constant(constant),
        GatherNode { Link: RootLink } gather => Operand(gather.Value),
        _ when HostValue.IsScalar(node) => (Broadcast(node), Form.Atom),
        _ => Expression(node),
    };

    private (string Text, int Precedence) Expression(Node node) => node is OperationNode operation ? _text.Of(operation)
        : throw new InvalidOperationException($"'{node.Key}' is not computed by a loop over {_step.Domain}.");

    private string Broadcast(Node node)
    {
        if (!_broadcast.TryGetValue(node, out string? name))
        {
            string number = _parameters.Of(node.IsBoolean ? "bool" : "double", Names.Scalar(node) + "Value", _kernel.Scalar(node));
            _broadcast[node] = name = _identifiers.Unique(Names.Scalar(node));
            _before.Add($"var {name} = {(node.IsBoolean ? "Lanes.Truth<TLanes>" : "TLanes.Of")}({number});{Comment(node)}");
        }

        return name;
    }

    private string? GuardText(Guard guard) => guard.IsAlways || guard.Equals(_guard) ? null : _choices.Guard(guard);

    private static string Comment(Node node) => node.Source is null ? "" : $"  // {node.Source}";

    private void Write(string name, SourceWriter source)
    {
        // Guards and what is nested become parameters when they are first written: the body comes before the head.
        SourceWriter body = new();
        string? families = _step.Families is { } link ? _parameters.Of("FusedLink", Identifiers.Hint(link), _kernel.Link(link)) : null;
        _before.ForEach(line => body.Line(line));
        if (families is null)
        {
            Elements(body, "from", "to");
        }
        else
        {
            body.Line($"ReadOnlySpan<int> starts = {families}.Starts;");
            body.Line($"for (int {_family} = from; {_family} < to; {_family}++)").Open();
            body.Line($"(int start, int end) = (starts[{_family}], starts[{_family} + 1]);");
            _beforeFamily.ForEach(line => body.Line(line));
            Elements(body, "start", "end");
            After(body, _afterFamily);
            body.Close();
        }

        After(body, _after);
        source.Line();
        source.Line($"private readonly struct {name}<T, TLanes>(").Deeper();
        string[] parameters = [.. Wrapped.Lines(_parameters.Declared)];
        for (int i = 0; i < parameters.Length; i++)
        {
            source.Line(parameters[i] + (i == parameters.Length - 1 ? ") : ILoop" : ""));
        }

        source.Line("where T : unmanaged, INumber<T>");
        source.Line($"where TLanes : unmanaged, ILanes<TLanes, {_element}>").Shallower().Open();
        source.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        source.Line("public void Run<TChoices>(int from, int to, int piece)").Deeper().Line("where TChoices : IChoices").Shallower().Open();
        foreach (string place in _choices.Declared)
        {
            source.Line(place);
        }

        source.Lines(body.ToString().TrimEnd('\n')).Close().Close();
    }

    private void Elements(SourceWriter body, string from, string to)
    {
        body.Line($"for (int i = {from}; i < {to}; i += TLanes.Count)").Open();
        body.Line($"int n = {to} - i;");
        PassStatements.Write(body, _statements, GuardText);
        body.Close();
    }

    private void After(SourceWriter body, List<(Guard Guard, string Text)> lines)
    {
        foreach ((Guard guard, string text) in lines)
        {
            if (GuardText(guard) is { } name)
            {
                body.Line($"if ({name})").Open().Line(text).Close();
            }
            else
            {
                body.Line(text);
            }
        }
    }
}
