using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <content>Calls: functions of the table, reductions, other formulas here, and formulas of other assemblies.</content>
public sealed partial class FormulaLowering
{
    private static readonly Dictionary<string, Operation> Functions = OperationTable.All
        .Where(operation => operation.Code.Text.EndsWith(")", StringComparison.Ordinal) && operation != Arithmetic.Root && operation != Comparisons.Select && !operation.IsBoolean)
        .ToDictionary(operation => operation.Code.Text.Substring(0, operation.Code.Text.IndexOf('(')));

    private Value Call(IInvocationOperation call, Frame frame)
    {
        IMethodSymbol method = call.TargetMethod;
        Location location = call.Syntax.GetLocation();
        if (WellKnown.Is(method.ContainingType, "Formula"))
        {
            return Function(call, frame);
        }

        if (WellKnown.Is(method.ContainingType, "Elements"))
        {
            SetValue set = Expression(call.Instance!, frame) as SetValue ?? throw Unsupported(call);
            return Reduction(set, call, frame);
        }

        if (method.ContainingType is { Name: "Math", ContainingNamespace.Name: "System" })
        {
            return OfNumbers(call, frame);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && method.Parameters.Length == 1 && Expression(call.Instance!, frame) is FunctionValue function)
        {
            return Invoke(function, Expression(call.Arguments[0].Value, frame), frame.IsConditional, location);
        }

        if (call.Instance is not (null or IInstanceReferenceOperation))
        {
            throw Refuse(RefusalIds.Call, $"'{method.Name}' is no formula. Call methods of this record, of a [FormulaLibrary], or of Formula.", location);
        }

        Dictionary<int, Value> arguments = call.Arguments.ToDictionary(argument => argument.Parameter!.Ordinal, argument => Expression(argument.Value, frame));
        Value value = method.DeclaringSyntaxReferences.Length > 0
            ? Inline(method, arguments, frame, location)
            : Library(method, arguments, frame, location);
        if (value is NodeValue number)
        {
            NameEnd(number.Node, char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1), call.Syntax);
        }

        return value;
    }

    /// <summary>A formula whose source is here: its body with the caller's values for its parameters.</summary>
    private Value Inline(IMethodSymbol method, IReadOnlyDictionary<int, Value> arguments, Frame frame, Location location)
    {
        if (!IsNumberOrTruth(method.ReturnType))
        {
            throw Refuse(RefusalIds.Signature, $"'{method.Name}' returns {method.ReturnType.ToDisplayString()}; a formula returns Real or bool.", location);
        }

        Frame inner = frame.OfCall();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            inner.Set(parameter, arguments[parameter.Ordinal]);
        }

        return _reading.Within(method, location, () => Body(method, inner, location));
    }

    /// <summary>A formula of another assembly: the graph that its own build wrote, with the caller's values for its parameters.</summary>
    private NodeValue Library(IMethodSymbol method, IReadOnlyDictionary<int, Value> arguments, Frame frame, Location location)
    {
        string text = GraphConstants.Find(method)
            ?? throw Refuse(RefusalIds.Call, $"'{method.ContainingType.Name}.{method.Name}' is no formula: its assembly holds no graph of it. Mark its class with [FormulaLibrary], or make the result a column.", location);
        ElementValue? element = arguments.Values.OfType<ElementValue>().FirstOrDefault();
        if (element is not null)
        {
            Certain(element, frame, location);
        }

        Dictionary<int, NodeValue> numbers = arguments.Where(argument => argument.Value is NodeValue).ToDictionary(argument => argument.Key, argument => (NodeValue)argument.Value);
        Scope? scope = element?.Scope;
        if (element is null)
        {
            scope = numbers.Values.Select(number => number.Scope).OfType<Scope>().Aggregate((Scope?)null, (inner, next) => inner is null || next.IsWithin(inner) ? next : inner);
            return new NodeValue(GraphText.Read(text, _b, parameter => scope is null ? numbers[parameter.Index].Node : Lift(numbers[parameter.Index], scope)), scope);
        }

        Node value = GraphText.Read(text, _b, parameter =>
        {
            NodeValue argument = numbers[parameter.Index];
            return argument.Scope is null ? argument.Node
                : Peel(Lift(argument, element.Scope), element.Path) ?? throw Refuse(RefusalIds.Reach, $"'{method.Name}' of another assembly is given an element and a number that does not belong to it. Pass a number that depends on the element alone, or write the formula here.", location);
        });
        return new NodeValue(_b.Gather(element.Path, value), element.Scope);
    }

    private NodeValue Function(IInvocationOperation call, Frame frame)
    {
        NodeValue[] arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal)
            .Select(argument => Number(Expression(argument.Value, frame), argument.Syntax.GetLocation())).ToArray();
        if (call.TargetMethod.Name == "StopGradient")
        {
            return new NodeValue(_b.StopGradient(arguments[0].Node), arguments[0].Scope);
        }

        NodeValue value = Functions.TryGetValue(call.TargetMethod.Name, out Operation? operation)
            ? Apply(operation, arguments)
            : throw Refuse(RefusalIds.Call, $"'{call.TargetMethod.Name}' has no row in the table of operations.", call.Syntax.GetLocation());
        Locate(value.Node, call.Syntax);
        return value;
    }

    /// <summary>System.Math on options and constants alone.</summary>
    private NodeValue OfNumbers(IInvocationOperation call, Frame frame)
    {
        string name = call.TargetMethod.Name == "Log1P" ? "LogOnePlus" : call.TargetMethod.Name;
        NodeValue[] arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal)
            .Select(argument => Number(Expression(argument.Value, frame), argument.Syntax.GetLocation())).ToArray();
        return Functions.TryGetValue(name, out Operation? operation) && operation.Arity == arguments.Length
            ? Apply(operation, arguments)
            : throw Refuse(RefusalIds.Call, $"Math.{call.TargetMethod.Name} is not in the formula language. Use the functions of Formula.", call.Syntax.GetLocation());
    }
}
