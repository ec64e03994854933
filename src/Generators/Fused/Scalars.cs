using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>Writes the values of a kernel that are one number, in the method that runs its loops.</summary>
internal sealed class Scalars
{
    private readonly HostWriter _host;
    private readonly Identifiers _identifiers;
    private readonly SourceWriter _source;
    private readonly Dictionary<Node, int> _uses = [];
    private readonly HashSet<Node> _named = [];
    private readonly Dictionary<Guard, string> _guards = [];
    private readonly GraphBuilder _builder;

    public Scalars(FusedGraph graph, OptionTypes options, Identifiers identifiers, SourceWriter source)
    {
        (_host, _identifiers, _source, _builder) = (new HostWriter(options), identifiers, source, graph.Builder);
        Name(graph.Builder.Option(FusedGraph.WantsGradient, true), "batch.WantsGradient");
        Name(graph.Builder.Option(FusedGraph.WantsEach, true), "batch.WantsEach");
        foreach (Node node in graph.Guards.Nodes)
        {
            foreach (Node argument in node.Arguments.Distinct())
            {
                _uses[argument] = (_uses.TryGetValue(argument, out int uses) ? uses : 0) + 1;
            }

            if (OptionalColumns.AskedFor(node) is { } column)
            {
                Name(node, $"batch.Has(\"{column.Level}\", \"{column.Name}\")");
            }

            if (node is CountNode { Link: RootLink root })
            {
                Name(node, $"batch.Count(\"{root.From.Key}\")");
            }
        }
    }

    /// <summary>From here on a number has a name.</summary>
    public void Name(Node node, string name)
    {
        _named.Add(node);
        _host.Name(node, name);
    }

    /// <summary>The expression of a number; what it needs twice is declared before.</summary>
    public string Text(Node node)
    {
        foreach (Node part in Traversal.Sorted(node).Where(HostValue.IsScalar))
        {
            if (part is OperationNode && part != node && !_named.Contains(part) && _uses.TryGetValue(part, out int uses) && uses > 1 && !HostWriter.IsSimple(part))
            {
                Declare(part);
            }
        }

        return _host.Write(node).Text;
    }

    /// <summary>The name of a guard; declared before, with its conditions, where it has none yet.</summary>
    public string Guard(Guard guard)
    {
        if (_guards.TryGetValue(guard, out string? known))
        {
            return known;
        }

        foreach (Node condition in guard.Cases.SelectMany(conditions => conditions.Keys))
        {
            if (!_named.Contains(condition))
            {
                Declare(condition);
            }
        }

        string text = string.Join(" || ", guard.Cases.Select(conditions => string.Join(" && ", conditions.OrderBy(pair => pair.Key.Id).Select(pair => (pair.Value ? "" : "!") + _host.Write(pair.Key).Text))));
        if (guard.Cases.Count == 1 && guard.Cases[0].Count == 1)
        {
            return _guards[guard] = text;
        }

        string name = _identifiers.Unique("isNeeded");
        _source.Line($"bool {name} = {(guard.Cases.Count == 0 ? "false" : text)};");
        return _guards[guard] = name;
    }

    private void Declare(Node node)
    {
        string name = _identifiers.Unique(Names.Scalar(node));
        _source.Line($"{(node.IsBoolean ? "bool" : "double")} {name} = {_host.Write(node).Text};{(node.Source is null ? "" : $"  // {node.Source}")}");
        Name(node, name);
    }
}
