using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <content>
/// Reductions over sets. Each is tried in up to four forms, the plainest first: over the members themselves (a reduction
/// by the set's link, or a scan for a range), then over a join of the outer element and the members where the body needs
/// both; and from the scope of the set's owner before that of the variable around the call.
/// </content>
public sealed partial class FormulaLowering
{
    private Value Reduction(SetValue set, IInvocationOperation call, Frame frame)
    {
        string name = call.TargetMethod.Name;
        Location location = call.Syntax.GetLocation();
        IArgumentOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal)];
        if (name == "Where")
        {
            FunctionValue condition = Function(arguments[0], frame);
            return set with { Conditions = new(set.Conditions.Append(condition)) };
        }

        if (name is "Sorted" or "Rank" or "IndexOf")
        {
            FunctionValue? by = name == "IndexOf" ? null : Function(arguments[0], frame);
            return Ordered(set, name, by, Element(Expression(arguments[arguments.Length - 1].Value, frame), location), frame.IsConditional, location);
        }

        NodeValue? rate = name == "Discounted" ? Number(Expression(arguments[0].Value, frame), location) : null;
        FunctionValue? body = arguments.Length == 0 ? null : Function(arguments[arguments.Length - 1], frame);
        NodeValue value = Attempt(set, name, body, rate, frame, location);
        Locate(End(value.Node), call.Syntax);
        return value;
    }

    private FunctionValue Function(IArgumentOperation argument, Frame frame) =>
        Expression(argument.Value, frame) as FunctionValue
        ?? throw Refuse(RefusalIds.Construct, "A reduction takes a lambda, or the name of a formula of one element.", argument.Syntax.GetLocation());

    /// <summary>The reduction in the plainest form that its body allows.</summary>
    private NodeValue Attempt(SetValue set, string name, FunctionValue? body, NodeValue? rate, Frame frame, Location location)
    {
        Scope? inner = Innermost(body, set, frame);
        foreach (Scope outer in inner is null || inner == set.Owner.Scope ? new[] { set.Owner.Scope } : [set.Owner.Scope, inner])
        {
            foreach (bool join in new[] { false, true })
            {
                if (Form(set, outer, join) is not { } over || (rate is not null && join))
                {
                    continue;
                }

                try
                {
                    return Reduce(over, set, name, body, rate, frame.IsConditional, location);
                }
                catch (OutOfReachException reach) when (reach.Scope == over.Members || !over.Members.IsWithin(reach.Scope))
                {
                    // the next form
                }
            }
        }

        throw rate is null
            ? Refuse(RefusalIds.Reach, "This lambda uses an element around it that the set does not determine. Read what is needed through the element's own parents, or move the reduction out.", location)
            : Refuse(RefusalIds.Rate, "Inside Discounted the value may use its own element only, and the rate must be the same for all elements of one parent.", location);
    }

    /// <summary>Scope of the variable around the call: the innermost that the frame of the body knows.</summary>
    private static Scope? Innermost(FunctionValue? body, SetValue set, Frame frame) =>
        (body?.Frame ?? frame).Scopes().Append(set.Owner.Scope).Aggregate((Scope?)null, (inner, next) => inner is null || next.IsWithin(inner) ? next : inner);

    /// <summary>One form of a set, or null where it has no such form.</summary>
    private static SetForm? Form(SetValue set, Scope outer, bool join)
    {
        if (PathFrom(outer, set.Owner) is not { } root)
        {
            return null;
        }

        if ((set.Self is null ? LinkPath.Empty : PathFrom(outer, set.Self)) is not { } self)
        {
            return null;
        }

        if (join)
        {
            Join rows = new(outer.Domain, root, set.Link, set.Kind, self);
            return new SetForm(Scope.OfJoin(set.Member, outer, rows), outer, rows.OuterLink, LinkPath.Empty, null);
        }

        return set.Kind switch
        {
            JoinKind.All => new SetForm(Scope.OfMembers(set.Member, outer, root, set.Link), outer, set.Link, root, null),
            JoinKind.AndAfter or JoinKind.AndBefore => new SetForm(
                Scope.OfMembers(set.Member, outer, root, set.Link), outer, set.Link, self,
                new NeighbourLink(set.Member.Domain, set.Link is RootLink ? null : set.Link, set.Kind == JoinKind.AndAfter ? 1 : -1)),
            _ => null,
        };
    }

    private NodeValue Reduce(SetForm over, SetValue set, string name, FunctionValue? body, NodeValue? rate, bool isConditional, Location location)
    {
        Node? condition = null;
        foreach (FunctionValue function in set.Conditions)
        {
            Node next = Lift(Number(Invoke(function, over.Members.Element, isConditional, location), location), over.Members);
            condition = condition is null ? next : _b.And(condition, next);
        }

        Node value = body is null ? _b.Number(1) : Lift(Number(Invoke(body, over.Members.Element, isConditional, location), location), over.Members);
        Node? factor = null;
        if (rate is not null)
        {
            Node outside = rate.Scope is null ? rate.Node : Lift(rate, over.Outer);
            factor = rate.Scope is null ? outside : Peel(outside, over.Members.Root) is { } owned ? _b.Gather(set.Link, owned) : throw new OutOfReachException(over.Members);
        }

        Node result = new ReductionForms(_b, over, condition, isConditional).Of(name, value, factor)
            ?? throw (over.Range is null
                ? Refuse(RefusalIds.Construct, $"'{name}' is not a reduction of the formula language.", location)
                : (Exception)new OutOfReachException(over.Members));
        return new NodeValue(_b.Gather(over.Result, result), over.Outer);
    }

    private NodeValue Ordered(SetValue set, string name, FunctionValue? body, ElementValue at, bool isConditional, Location location)
    {
        if (set.Kind != JoinKind.All || set.Conditions.Count > 0 || !at.Level.Domain.Equals(set.Member.Domain))
        {
            throw Refuse(RefusalIds.Construct, $"{name} works on a whole set and one of its elements. Leave out Where, ranges and siblings, and give an element of the same level.", location);
        }

        Scope members = Scope.OfMembers(set.Member, set.Owner.Scope, set.Owner.Path, set.Link);
        Node value;
        try
        {
            // Equal values keep the order of their rows, so ranking by a constant gives the place.
            value = body is null ? Lift(new NodeValue(_b.Number(0), null), members) : Lift(Number(Invoke(body, members.Element, isConditional, location), location), members);
        }
        catch (OutOfReachException)
        {
            throw Refuse(RefusalIds.Reach, $"The value that {name} orders by may use its own element only.", location);
        }

        Node ordered = name == "Sorted" ? _b.Sort(set.Link, value) : _b.Rank(set.Link, value);
        return new NodeValue(_b.Gather(at.Path, ordered), at.Scope);
    }

    /// <summary>
    /// The value of a function for an element, under a condition if the function stands under one or is called under one. It may call
    /// again what it is handed to: whether that is a recursion, the place where it is written says.
    /// </summary>
    private Value Invoke(FunctionValue function, Value argument, bool isConditional, Location location)
    {
        ImmutableStack<IMethodSymbol> calls = _calls;
        _calls = function.Calls;
        try
        {
            return Applied(function, argument, isConditional, location);
        }
        finally
        {
            _calls = calls;
        }
    }

    private Value Applied(FunctionValue function, Value argument, bool isConditional, Location location)
    {
        Frame frame = new(function.Frame, isConditional ? Facts.None : null);
        if (function.Method is { } method)
        {
            return method.DeclaringSyntaxReferences.Length > 0
                ? Inline(method, new Dictionary<int, Value> { [0] = argument }, frame, location)
                : Library(method, new Dictionary<int, Value> { [0] = argument }, frame, location);
        }

        IAnonymousFunctionOperation lambda = function.Lambda!;
        frame.Set(lambda.Symbol.Parameters[0], argument);
        return Statements([.. lambda.Body.Operations], 0, frame, lambda.Syntax.GetLocation());
    }
}

/// <summary>One form of a set that a reduction may take.</summary>
/// <param name="Members">Scope of the lambda's variable.</param>
/// <param name="Outer">Scope that the result belongs to.</param>
/// <param name="Link">Link that the members are reduced by.</param>
/// <param name="Result">Links from the outer scope's domain to where the reduced value is.</param>
/// <param name="Range">For a range, where a scan's running value comes from; null for a reduction.</param>
internal sealed record SetForm(Scope Members, Scope Outer, Link Link, LinkPath Result, NeighbourLink? Range);
