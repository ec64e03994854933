using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <content>Expressions: the list of what is accepted; the last case refuses.</content>
public sealed partial class FormulaLowering
{
    private Value Expression(IOperation operation, Frame frame)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && Constant(constant) is { } number)
        {
            return number;
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Expression(parenthesized.Operand, frame),
            IConversionOperation conversion => Conversion(conversion, frame),
            ILocalReferenceOperation local => Variable(local.Local, local, frame),
            IParameterReferenceOperation parameter => Variable(parameter.Parameter, parameter, frame),
            IUnaryOperation unary => Unary(unary, frame),
            IBinaryOperation binary => Binary(binary, frame),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => Ternary(choice, whenFalse, frame),
            ISwitchExpressionOperation choice => Switch(choice, frame),
            IPropertyReferenceOperation property => Property(property, frame),
            IFieldReferenceOperation field => Field(field),
            IInvocationOperation call => Call(call, frame),
            IAnonymousFunctionOperation lambda => new FunctionValue(lambda, null, frame, _calls),
            IDelegateCreationOperation creation => Expression(creation.Target, frame),
            IMethodReferenceOperation method => new FunctionValue(null, method.Method, frame, _calls),
            _ => throw Unsupported(operation),
        };
    }

    private NodeValue? Constant(object value) => value switch
    {
        bool truth => new NodeValue(_b.Truth(truth), null),
        double or float or int or long or short or byte or uint or sbyte or ushort or ulong =>
            new NodeValue(_b.Number(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)), null),
        _ => null,
    };

    private Value Conversion(IConversionOperation conversion, Frame frame)
    {
        if (conversion.OperatorMethod is null && conversion.Conversion.IsNumeric && conversion.Type?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single))
        {
            throw Refuse(RefusalIds.Construct, $"A conversion to {conversion.Type?.ToDisplayString()} drops digits silently. Use Floor, or keep the number as Real.", conversion.Syntax.GetLocation());
        }

        return Expression(conversion.Operand, frame);
    }

    private Value Variable(ISymbol symbol, IOperation use, Frame frame) =>
        frame.Find(symbol) ?? throw Refuse(RefusalIds.Construct, $"'{symbol.Name}' has no value here. A formula uses its own parameters and locals.", use.Syntax.GetLocation());

    private NodeValue Unary(IUnaryOperation unary, Frame frame)
    {
        NodeValue operand = Number(Expression(unary.Operand, frame), unary.Operand.Syntax.GetLocation());
        NodeValue value = unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => Apply(Arithmetic.Negate, operand),
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Not => Apply(Comparisons.Not, operand) with { WhenTrue = operand.WhenFalse, WhenFalse = operand.WhenTrue },
            _ => throw Unsupported(unary),
        };
        _reading.Place(value.Node, unary.Syntax);
        return value;
    }

    private NodeValue Binary(IBinaryOperation binary, Frame frame)
    {
        NodeValue left = Number(Expression(binary.LeftOperand, frame), binary.LeftOperand.Syntax.GetLocation());
        Frame after = binary.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd => new Frame(frame, left.WhenTrue),
            BinaryOperatorKind.ConditionalOr => new Frame(frame, left.WhenFalse),
            _ => frame,
        };
        NodeValue right = Number(Expression(binary.RightOperand, after), binary.RightOperand.Syntax.GetLocation());
        bool isWholeDivision = binary.OperatorKind == BinaryOperatorKind.Divide && binary.OperatorMethod is null && binary.Type?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single);
        if (isWholeDivision)
        {
            throw Refuse(RefusalIds.Construct, "A division of whole numbers drops the remainder in C#. Write one of them as a Real or a double (2.0), or use Floor.", binary.Syntax.GetLocation());
        }

        NodeValue value = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => Apply(Arithmetic.Add, left, right),
            BinaryOperatorKind.Subtract => Apply(Arithmetic.Subtract, left, right),
            BinaryOperatorKind.Multiply => Apply(Arithmetic.Multiply, left, right),
            BinaryOperatorKind.Divide => Apply(Arithmetic.Divide, left, right),
            BinaryOperatorKind.LessThan => Apply(Comparisons.Less, left, right),
            BinaryOperatorKind.GreaterThan => Apply(Comparisons.Less, right, left),
            BinaryOperatorKind.LessThanOrEqual => Apply(Comparisons.LessOrEqual, left, right),
            BinaryOperatorKind.GreaterThanOrEqual => Apply(Comparisons.LessOrEqual, right, left),
            BinaryOperatorKind.Equals => Apply(Comparisons.Equal, left, right),
            BinaryOperatorKind.NotEquals => Apply(Comparisons.Not, Apply(Comparisons.Equal, left, right)),
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => Apply(Comparisons.And, left, right) with
            {
                WhenTrue = left.WhenTrue.And(right.WhenTrue),
                WhenFalse = left.WhenFalse.Or(right.WhenFalse),
            },
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => Apply(Comparisons.Or, left, right) with
            {
                WhenTrue = left.WhenTrue.Or(right.WhenTrue),
                WhenFalse = left.WhenFalse.And(right.WhenFalse),
            },
            BinaryOperatorKind.Remainder => throw Refuse(RefusalIds.Construct, "'%' differs between C# and tensors for negative numbers. Write x - y * Floor(x / y).", binary.Syntax.GetLocation()),
            _ => throw Unsupported(binary),
        };
        Locate(value.Node, binary.Syntax);
        return value;
    }

    private NodeValue Ternary(IConditionalOperation choice, IOperation whenFalse, Frame frame)
    {
        NodeValue condition = Number(Expression(choice.Condition, frame), choice.Condition.Syntax.GetLocation());
        NodeValue then = Number(Expression(choice.WhenTrue, new Frame(frame, condition.WhenTrue)), choice.WhenTrue.Syntax.GetLocation());
        NodeValue other = Number(Expression(whenFalse, new Frame(frame, condition.WhenFalse)), whenFalse.Syntax.GetLocation());
        NodeValue value = Select(condition, then, other);
        Locate(value.Node, choice.Syntax);
        return value;
    }

    private NodeValue Switch(ISwitchExpressionOperation choice, Frame frame)
    {
        NodeValue subject = Number(Expression(choice.Value, frame), choice.Value.Syntax.GetLocation());
        NodeValue? value = null;
        foreach (ISwitchExpressionArmOperation arm in choice.Arms.Reverse())
        {
            if (arm.Guard is not null)
            {
                throw Refuse(RefusalIds.Construct, "A 'when' in a switch is not in the language. Use an if, or ?:.", arm.Guard.Syntax.GetLocation());
            }

            if (arm.Pattern is IDiscardPatternOperation)
            {
                // `_ => throw` stands for a choice that validation has ruled out.
                value = Strip(arm.Value) is IThrowOperation ? new NodeValue(_b.Number(double.NaN), null) : Arm(arm, frame);
                continue;
            }

            NodeValue condition = Pattern(arm.Pattern, subject);
            value = value is null
                ? throw Refuse(RefusalIds.Construct, "This switch has no last arm for all other values. Add `_ => ...`.", choice.Syntax.GetLocation())
                : Select(condition, Arm(arm, frame), value);
        }

        return value ?? throw Unsupported(choice);
    }

    private NodeValue Arm(ISwitchExpressionArmOperation arm, Frame frame) => Number(Expression(arm.Value, new Frame(frame, Facts.None)), arm.Value.Syntax.GetLocation());

    private NodeValue Pattern(IPatternOperation pattern, NodeValue subject) => pattern switch
    {
        IConstantPatternOperation constant => Apply(Comparisons.Equal, subject, Number(Expression(constant.Value, new Frame()), constant.Syntax.GetLocation())),
        IRelationalPatternOperation relation => Relation(relation, subject),
        INegatedPatternOperation not => Apply(Comparisons.Not, Pattern(not.Pattern, subject)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Apply(Comparisons.Or, Pattern(or.LeftPattern, subject), Pattern(or.RightPattern, subject)),
        IBinaryPatternOperation and => Apply(Comparisons.And, Pattern(and.LeftPattern, subject), Pattern(and.RightPattern, subject)),
        _ => throw Unsupported(pattern),
    };

    private NodeValue Relation(IRelationalPatternOperation relation, NodeValue subject)
    {
        NodeValue bound = Number(Expression(relation.Value, new Frame()), relation.Syntax.GetLocation());
        return relation.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => Apply(Comparisons.Less, subject, bound),
            BinaryOperatorKind.LessThanOrEqual => Apply(Comparisons.LessOrEqual, subject, bound),
            BinaryOperatorKind.GreaterThan => Apply(Comparisons.Less, bound, subject),
            _ => Apply(Comparisons.LessOrEqual, bound, subject),
        };
    }

    private static IOperation Strip(IOperation operation) => operation is IConversionOperation conversion ? Strip(conversion.Operand) : operation;

    private NodeValue Select(NodeValue condition, NodeValue then, NodeValue otherwise) => Apply(Comparisons.Select, condition, then, otherwise);

    /// <summary>An operation on values of different scopes: those from outside are brought to the innermost.</summary>
    private NodeValue Apply(Operation operation, params NodeValue[] arguments)
    {
        Scope? innermost = null;
        foreach (Scope scope in arguments.Select(argument => argument.Scope).OfType<Scope>())
        {
            innermost = innermost is null || scope.IsWithin(innermost) ? scope
                : innermost.IsWithin(scope) ? innermost
                : throw new OutOfReachException(scope);
        }

        Node[] nodes = arguments.Select(argument => innermost is null ? argument.Node : Lift(argument, innermost)).ToArray();
        return new NodeValue(_b.Apply(operation, nodes), innermost);
    }

    private static RefusedException Unsupported(IOperation operation)
    {
        (string what, string instead) = operation switch
        {
            ILoopOperation => ("A loop", "Use Sum, Mean, Max or Discounted over a set"),
            IAssignmentOperation or IIncrementOrDecrementOperation => ("An assignment", "Declare a new local"),
            ITryOperation or IThrowOperation => ("An exception", "Return a value; what cannot be computed is a feature that fails"),
            IObjectCreationOperation or IArrayCreationOperation or ICollectionExpressionOperation or IAnonymousObjectCreationOperation => ("A new object", "Use numbers, elements and sets"),
            IInterpolatedStringOperation or ILiteralOperation { Type.SpecialType: SpecialType.System_String } => ("A string", "Make it an enum option, or a feature computed before the formula"),
            IAwaitOperation => ("await", "Compute the value before the formula, as a column"),
            IArrayElementReferenceOperation => ("An index", "Use Sum or Where over the set, or Next and Previous"),
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation => ("dynamic", "Use the types of the language"),
            ISwitchOperation => ("A switch statement", "Use a switch expression"),
            IUsingOperation or ILockOperation => ("This statement", "A formula holds no resources"),
            ITupleOperation => ("A tuple", "Write one method for each value"),
            IIsPatternOperation or IIsTypeOperation => ("A pattern", "Compare with ==, < or >"),
            ILocalFunctionOperation => ("A local function", "Make it a private method"),
            IInstanceReferenceOperation => ("'this' as a value", "Read an option of it"),
            IDefaultValueOperation => ("default", "Write the number"),
            _ => ($"'{operation.Kind}'", "Use arithmetic, the functions of Formula, ?:, switch expressions, and reductions over sets"),
        };
        return Refuse(RefusalIds.Construct, $"{what} is not in the formula language. {instead}.", operation.Syntax.GetLocation());
    }
}
