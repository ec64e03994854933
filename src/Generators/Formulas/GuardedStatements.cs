using Paragon.Formulas;
using Paragon.Generators.Fused;

namespace Paragon.Generators.Formulas;

/// <summary>
/// Statements under conditions on options, where several results need the same value each under a condition of its own: a
/// value is computed where any of them needs it.
/// </summary>
/// <param name="roots">The results.</param>
/// <param name="options">Types of the record's options.</param>
/// <param name="linksOf">The links that a value's expression names.</param>
internal sealed class GuardedStatements(IReadOnlyList<Node> roots, OptionTypes options, Func<Node, IEnumerable<Link>> linksOf)
{
    // Conditions are written out, never by the name of a statement that may come later.
    private readonly HostWriter _conditions = new(options);
    private readonly Guards _guards = new([.. roots.Select(root => (root, Guard.Always))]);
    private readonly Dictionary<string, Guard> _linkGuards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, string> _names = [];
    private readonly List<PassStatement> _statements = [];

    /// <summary>The statements, those under one condition together.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            SourceWriter source = new();
            PassStatements.Write(source, _statements, Text);
            return source.ToString().TrimEnd('\n').Split('\n').Where(line => _statements.Count > 0);
        }
    }

    /// <summary>A node reads a link.</summary>
    public void Use(Link link, Node node) => _linkGuards[link.Key] = (_linkGuards.TryGetValue(link.Key, out Guard? known) ? known : Guard.Never).Or(_guards.Of(node));

    /// <summary>Declares a link.</summary>
    public void Link(Link link, string name, string value)
    {
        _statements.Add(new PassStatement(_linkGuards[link.Key], name, "global::Paragon.TensorLink", value, "", []));
        _links[link.Key] = name;
    }

    /// <summary>Declares a number, which is known without any column.</summary>
    public void Number(Node node, string name, string value, string comment) => Add(node, Guard.Always, node.IsBoolean ? "bool" : "double", name, value, comment);

    /// <summary>Declares a tensor.</summary>
    public void Tensor(Node node, string name, string value, string comment) => Add(node, _guards.Of(node), "Tensor", name, value, comment);

    private void Add(Node node, Guard guard, string type, string name, string value, string comment)
    {
        HashSet<string> needs = [];
        Needs(node, needs, [node]);
        _statements.Add(new PassStatement(guard, name, type, value, comment, needs));
        _names[node] = name;
    }

    /// <summary>The variables that a value's expression names.</summary>
    private void Needs(Node node, HashSet<string> needs, HashSet<Node> seen)
    {
        foreach (Link link in linksOf(node))
        {
            if (_links.TryGetValue(link.Key, out string? linkName))
            {
                needs.Add(linkName);
            }
        }

        foreach (Node argument in node.Arguments)
        {
            if (_names.TryGetValue(argument, out string? name))
            {
                needs.Add(name);
            }
            else if (seen.Add(argument))
            {
                Needs(argument, needs, seen);
            }
        }
    }

    private string? Text(Guard guard) => guard.IsAlways ? null
        : string.Join(" || ", guard.Cases.Select(conditions => string.Join(" && ", conditions.OrderBy(pair => pair.Key.Id).Select(pair => pair.Value ? Bracketed(pair.Key) : "!" + Bracketed(pair.Key)))));

    private string Bracketed(Node node) => _conditions.Write(node).Text is var text && text.Contains(' ') ? $"({text})" : text;
}
