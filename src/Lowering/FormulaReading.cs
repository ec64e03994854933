using Microsoft.CodeAnalysis;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>What the lowering of a formula met: where its values stand in the source, and which columns and options it reads.</summary>
public sealed class FormulaReading
{
    private readonly Dictionary<Node, SyntaxNode> _places = [];
    private SyntaxNode? _call;

    /// <summary>The source of each value that has one. What a formula of another type computes stands where it is called.</summary>
    public IReadOnlyDictionary<Node, SyntaxNode> Places => _places;

    /// <summary>Columns without a declared range that no learned model gives, each where it is first read.</summary>
    public IDictionary<string, UndeclaredColumn> Undeclared { get; } = new Dictionary<string, UndeclaredColumn>();

    /// <summary>Names of the options that are read, also by what no value depends on in the end.</summary>
    public ISet<string> Options { get; } = new HashSet<string>();

    internal INamedTypeSymbol? Owner { private get; set; }

    internal void Place(Node node, SyntaxNode source)
    {
        if (!_places.ContainsKey(node))
        {
            _places.Add(node, _call ?? source);
        }
    }

    internal void Column(Node node, IPropertySymbol property, LevelProperty read, SyntaxNode source)
    {
        Place(node, source);
        if (read is { Range: null, Learned: false, IsFlag: false } && !Undeclared.ContainsKey(node.Key))
        {
            Undeclared.Add(node.Key, new UndeclaredColumn(property.Name, property.DeclaringSyntaxReferences.Length > 0, _call ?? source));
        }
    }

    /// <summary>Reads the body of a called formula; one of another type counts as standing at the call.</summary>
    internal T Within<T>(IMethodSymbol method, Location call, Func<T> body)
    {
        bool isOutside = _call is null && !SymbolEqualityComparer.Default.Equals(method.ContainingType, Owner);
        if (!isOutside)
        {
            return body();
        }

        _call = call.SourceTree?.GetRoot().FindNode(call.SourceSpan, getInnermostNodeForTie: true);
        try
        {
            return body();
        }
        finally
        {
            _call = null;
        }
    }
}

/// <summary>A column that declares no range and that no learned model gives.</summary>
/// <param name="Property">Name of the property that reads it.</param>
/// <param name="IsOwn">Whether its declaration stands in this compilation, where a range can be added.</param>
/// <param name="Place">Where it is first read.</param>
public sealed record UndeclaredColumn(string Property, bool IsOwn, SyntaxNode Place);
