using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <content>Properties and fields: columns, links and sets of an element; options and named numbers of the record.</content>
public sealed partial class FormulaLowering
{
    private Value Property(IPropertyReferenceOperation reference, Frame frame)
    {
        IPropertySymbol property = reference.Property;
        Location location = reference.Syntax.GetLocation();
        if (reference.Instance is IInstanceReferenceOperation || (property.IsStatic && LevelProperty.Of(property) is null && !IsNavigation(property)))
        {
            return Option(property, frame, location);
        }

        if (reference.Instance is null)
        {
            throw Unsupported(reference);
        }

        Value receiver = Expression(reference.Instance, frame);
        if (receiver is not ElementValue element)
        {
            throw Refuse(RefusalIds.Construct, $"'{property.Name}' is not in the formula language. Read columns, links and sets of an element.", location);
        }

        if (IsNavigation(property))
        {
            return Navigate(element, property.Name, frame, location);
        }

        LevelProperty read = LevelProperty.Of(property)
            ?? throw Refuse(RefusalIds.Construct, $"'{property.Name}' of {element.Level.Type.Name} is no column, link or set. Mark the property with [Column], [Link] or [Children].", location);
        switch (read.Kind)
        {
            case LevelPropertyKind.Column:
                Certain(element, frame, location);
                return Column(element, read, property, reference.Syntax);
            case LevelPropertyKind.Link:
                Certain(element, frame, location);
                return Step(element, new DeclaredLink(element.Level.Domain, read.Key, LevelOf(read.Other, location).Domain, read.Optional), LevelOf(read.Other, location));
            default:
                Certain(element, frame, location);
                LevelSymbol child = LevelOf(read.Other, location);
                Link link = element.Level.IsRoot ? new RootLink(child.Domain) : new DeclaredLink(child.Domain, read.Key, element.Level.Domain, OptionalIn(child, read.Key));
                return new SetValue(element, link, JoinKind.All, null, child, default);
        }
    }

    /// <summary>A column read at the end of the element's path.</summary>
    private NodeValue Column(ElementValue element, LevelProperty read, IPropertySymbol property, SyntaxNode source)
    {
        string name = property.Name;
        Node column = _b.Column(element.Level.Domain, read.Key, read.IsFlag, read.Differentiable, read.Default, read.Range, read.Learned);
        column.Label ??= char.ToLowerInvariant(name[0]) + name.Substring(1);
        _reading.Column(column, property, read, source);
        return new NodeValue(_b.Gather(element.Path, column), element.Scope);
    }

    /// <summary>What every element can reach: see <c>Paragon.Navigation</c>.</summary>
    private Value Navigate(ElementValue element, string name, Frame frame, Location location)
    {
        if (name == "Exists")
        {
            return element.Doubtful is null
                ? new NodeValue(_b.Truth(true), null)
                : Existence(element.Origin!, element.Doubtful, element);
        }

        Certain(element, frame, location);
        Link family = element.Level.Family;
        Link? parent = element.Level.ParentLink is null ? null : family;
        NeighbourLink next = new(element.Level.Domain, parent, 1);
        NeighbourLink previous = new(element.Level.Domain, parent, -1);
        switch (name)
        {
            case "Batch":
                LevelSymbol batch = BatchLevel(location);
                return element.Level.IsRoot ? element : Step(element, new RootLink(element.Level.Domain), batch);
            case "Next":
                return Step(element, next, element.Level);
            case "Previous":
                return Step(element, previous, element.Level);
            case "IsLast":
                return Negated(Existence(element, next, Step(element, next, element.Level)));
            case "IsFirst":
                return Negated(Existence(element, previous, Step(element, previous, element.Level)));
            case "AndAfter":
                return new SetValue(Owner(element, family, location), family, JoinKind.AndAfter, element, element.Level, default);
            case "AndBefore":
                return new SetValue(Owner(element, family, location), family, JoinKind.AndBefore, element, element.Level, default);
            case "Siblings":
                return new SetValue(Owner(element, family, location), family, JoinKind.Others, element, element.Level, default);
            default:
                throw Refuse(RefusalIds.Construct, $"'{name}' is not in the formula language.", location);
        }
    }

    private ElementValue Owner(ElementValue element, Link family, Location location) =>
        Step(element, family, family is RootLink ? BatchLevel(location) : ParentOf(element.Level, location));

    private NodeValue Existence(ElementValue origin, Link link, ElementValue target) =>
        new(_b.Gather(origin.Path, _b.Exists(link)), origin.Scope) { WhenTrue = Facts.Of(target) };

    private NodeValue Negated(NodeValue value) =>
        Apply(Comparisons.Not, value) with { WhenTrue = value.WhenFalse, WhenFalse = value.WhenTrue };

    private static ElementValue Step(ElementValue element, Link link, LevelSymbol level) =>
        new(element.Scope, element.Path.Then(link), level) { Doubtful = link.Optional ? link : null, Origin = element };

    /// <summary>Refuses an element that may not exist, unless a condition around it has asked.</summary>
    private static void Certain(ElementValue element, Frame frame, Location location)
    {
        if (element.Doubtful is { } link && !frame.Known.Holds(element))
        {
            string ask = link is NeighbourLink { Offset: > 0 } ? "IsLast" : link is NeighbourLink ? "IsFirst" : "Exists";
            throw Refuse(RefusalIds.Unguarded, $"This element may not exist. Ask {ask} first, as in `{(ask == "Exists" ? "x.Link.Exists ? x.Link.Column : 0" : $"x.{ask} ? 0 : ...")}`.", location);
        }
    }

    private Value Option(IPropertySymbol property, Frame frame, Location location)
    {
        SyntaxNode? declaration = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        if (declaration is PropertyDeclarationSyntax { ExpressionBody.Expression: { } body })
        {
            Value value = BodyOf(body, frame.OfCall());
            if (value is NodeValue { Scope: null } number)
            {
                Name(number.Node, property.Name, body);
            }

            return value;
        }

        if (property.IsStatic || property.SetMethod is null)
        {
            throw Refuse(RefusalIds.Construct, $"'{property.Name}' is no option of the objective. An option is an init property of the record.", location);
        }

        _reading.Options.Add(property.Name);
        return property.Type.SpecialType switch
        {
            SpecialType.System_Double or SpecialType.System_Int32 => new NodeValue(_b.Option(property.Name, range: DeclaredRange.Of(property)), null),
            SpecialType.System_Boolean => new NodeValue(_b.Option(property.Name, true), null),
            _ when property.Type.TypeKind == TypeKind.Enum => new NodeValue(_b.Option(property.Name, range: DeclaredRange.OfChoices((INamedTypeSymbol)property.Type)), null),
            _ => throw Refuse(RefusalIds.OptionType, $"The option '{property.Name}' is a {property.Type.ToDisplayString()}; a formula reads double, int, bool and enum options.", location),
        };
    }

    private Value Field(IFieldReferenceOperation reference)
    {
        if (reference.Field is { HasConstantValue: true, ConstantValue: { } value } && Constant(value) is { } constant)
        {
            return constant;
        }

        throw Refuse(RefusalIds.Construct, $"'{reference.Field.Name}' may change while the formula runs. Make it a const, or an option of the record.", reference.Syntax.GetLocation());
    }

    private LevelSymbol LevelOf(ITypeSymbol? type, Location location) =>
        LevelSymbol.Of(type) ?? throw Refuse(RefusalIds.Signature, $"'{type?.ToDisplayString()}' is no level. Mark the struct with [Level].", location);

    private LevelSymbol BatchLevel(Location location) =>
        LevelOf(_compilation.GetTypeByMetadataName("Paragon.Batch"), location);

    private LevelSymbol ParentOf(LevelSymbol level, Location location) =>
        LevelOf(level.Type.GetMembers().OfType<IPropertySymbol>().First(property => WellKnown.Attribute(property, "ParentAttribute") is not null).Type, location);

    /// <summary>Whether the link of a child that a set is made of may point nowhere.</summary>
    private static bool OptionalIn(LevelSymbol child, string key) =>
        child.Type.GetMembers().OfType<IPropertySymbol>().Select(LevelProperty.Of)
            .Any(property => property is { Kind: LevelPropertyKind.Link, Optional: true } && property.Key == key);

    private static bool IsNavigation(IPropertySymbol property)
    {
        INamedTypeSymbol? type = property.ContainingType;
        while (type is not null)
        {
            if (WellKnown.Is(type, "Navigation"))
            {
                return true;
            }

            type = type.ContainingType;
        }

        return false;
    }
}
