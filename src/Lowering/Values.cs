using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>What an expression of a formula stands for.</summary>
internal abstract record Value;

/// <summary>A number or truth value for each element of a scope's domain; for none where no batch changes it.</summary>
/// <param name="Node">The graph's node.</param>
/// <param name="Scope">Scope whose domain it belongs to, or null.</param>
internal sealed record NodeValue(Node Node, Scope? Scope) : Value
{
    /// <summary>Elements that certainly exist where the truth value is true.</summary>
    public Facts WhenTrue { get; init; } = Facts.None;

    /// <summary>Elements that certainly exist where the truth value is false.</summary>
    public Facts WhenFalse { get; init; } = Facts.None;
}

/// <summary>An element: a scope's variable, or one that links lead to from it.</summary>
/// <param name="Scope">Scope of the variable.</param>
/// <param name="Path">Links from the scope's domain to the element.</param>
/// <param name="Level">Level of the element.</param>
internal sealed record ElementValue(Scope Scope, LinkPath Path, LevelSymbol Level) : Value
{
    /// <summary>The last link, where it may point nowhere.</summary>
    public Link? Doubtful { get; init; }

    /// <summary>The element that the last link starts from.</summary>
    public ElementValue? Origin { get; init; }

    /// <summary>Text that the same element has wherever it is reached.</summary>
    public string Identity => $"{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Scope)}:{Path.Key}";
}

/// <summary>A set of elements.</summary>
/// <param name="Owner">Element whose set it is.</param>
/// <param name="Link">Link from a member to the owner.</param>
/// <param name="Kind">Which members belong to it.</param>
/// <param name="Self">Member that a range starts at, or that siblings leave out.</param>
/// <param name="Member">Level of the members.</param>
/// <param name="Conditions">Conditions that members must meet, each a function of one.</param>
internal sealed record SetValue(
    ElementValue Owner, Link Link, JoinKind Kind, ElementValue? Self, LevelSymbol Member, EquatableArray<FunctionValue> Conditions) : Value;

/// <summary>A function of one element, as an argument of a reduction: a lambda with the variables around it, or a method.</summary>
/// <param name="Lambda">The lambda, or null.</param>
/// <param name="Method">The method, or null.</param>
/// <param name="Frame">Variables around the lambda.</param>
/// <param name="Calls">Methods inside whose bodies it is written; those that it is handed to are not among them.</param>
internal sealed record FunctionValue(IAnonymousFunctionOperation? Lambda, IMethodSymbol? Method, Frame Frame, ImmutableStack<IMethodSymbol> Calls) : Value;

/// <summary>Elements that are known to exist.</summary>
internal sealed class Facts
{
    private readonly HashSet<string> _known;

    private Facts(HashSet<string> known) => _known = known;

    public static Facts None { get; } = new([]);

    public static Facts Of(ElementValue element) => new([element.Identity]);

    public bool Holds(ElementValue element) => _known.Contains(element.Identity);

    public Facts And(Facts other) => other._known.Count == 0 ? this : new([.. _known, .. other._known]);

    public Facts Or(Facts other) => new([.. _known.Where(other._known.Contains)]);
}

/// <summary>The values of parameters and locals, with what is known to exist here.</summary>
internal sealed class Frame
{
    private readonly Dictionary<ISymbol, Value> _values = new(SymbolEqualityComparer.Default);
    private readonly Frame? _outer;

    public Frame(Frame? outer = null, Facts? facts = null)
    {
        _outer = outer;
        Known = (outer?.Known ?? Facts.None).And(facts ?? Facts.None);
        IsConditional = facts is not null || outer is { IsConditional: true };
    }

    /// <summary>Elements that certainly exist here.</summary>
    public Facts Known { get; }

    /// <summary>Whether what stands here is computed under a condition only.</summary>
    public bool IsConditional { get; private init; }

    /// <summary>The frame of a method that is called here: it sees no variable of this one.</summary>
    public Frame OfCall() => new(null, Known) { IsConditional = IsConditional };

    public void Set(ISymbol symbol, Value value) => _values[symbol] = value;

    /// <summary>Scopes of the variables that are visible here.</summary>
    public IEnumerable<Scope> Scopes() =>
        _values.Values.Select(value => value switch { ElementValue element => element.Scope, NodeValue number => number.Scope, SetValue set => set.Owner.Scope, _ => null })
            .OfType<Scope>().Concat(_outer?.Scopes() ?? []);

    public Value? Find(ISymbol symbol) => _values.TryGetValue(symbol, out Value? value) ? value : _outer?.Find(symbol);
}
