using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>A node of a formula, and what those who change it may know of the rest.</summary>
/// <param name="Builder">Builder of the formula.</param>
/// <param name="Root">The formula.</param>
/// <param name="Node">The node.</param>
/// <param name="CarriesGradient">Whether the gradient of a loss reaches the node.</param>
/// <param name="Links">Every declared link that some formula of the objective follows: a batch has them.</param>
internal sealed record MutationSite(GraphBuilder Builder, Node Root, Node Node, bool CarriesGradient, IReadOnlyList<DeclaredLink> Links)
{
    private const int LongestText = 48;

    /// <summary>A change of this node only.</summary>
    /// <param name="kind">Kind of the change.</param>
    /// <param name="what">The change as a sentence.</param>
    /// <param name="make">Given the node's arguments, what stands in its place.</param>
    public Edit Change(MutationKind kind, string what, Func<Node[], Node> make) =>
        new(kind, what, (node, arguments) => node == Node ? make(arguments) : null);

    /// <summary>A change of one argument of this operation.</summary>
    /// <inheritdoc cref="Change(MutationKind, string, Func{Node[], Node})"/>
    /// <param name="kind">Kind of the change.</param>
    /// <param name="what">The change as a sentence.</param>
    /// <param name="place">Place of the argument.</param>
    /// <param name="make">Given the argument, what stands in its place.</param>
    public Edit Change(MutationKind kind, string what, int place, Func<Node, Node> make) => Change(kind, what, arguments =>
        Builder.Apply(((OperationNode)Node).Operation, [.. arguments.Select((argument, i) => i == place ? make(argument) : argument)]));

    /// <summary>The value of a node, short, as people read it.</summary>
    public static string Short(Node node)
    {
        string text = GraphPrinter.Print(node).Text;
        return $"`{(text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…")}`";
    }

    /// <summary>The set of a link in words.</summary>
    public static string Name(Link link) => link is JoinLink join ? $"over {join.Join.Set.From} beside {join.Join.Outer}" : $"over {link.From} of {link.To}";
}

/// <summary>One change of a formula.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="What">The change as a sentence.</param>
/// <param name="Replace">Given a node of the formula and its arguments, what stands in its place; null where it stays.</param>
internal sealed record Edit(MutationKind Kind, string What, Func<Node, Node[], Node?> Replace);
