using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <content>Statements: locals, and <c>if</c> with returns. A statement and those after it have the value that they return.</content>
public sealed partial class FormulaLowering
{
    private Value Statements(IReadOnlyList<IOperation> statements, int at, Frame frame, Location end)
    {
        for (; at < statements.Count; at++)
        {
            switch (statements[at])
            {
                case IVariableDeclarationGroupOperation declaration:
                    Declare(declaration, frame);
                    break;
                case IReturnOperation { ReturnedValue: { } result }:
                    return Expression(result, frame);
                case IBlockOperation block:
                    return Statements([.. block.Operations, .. statements.Skip(at + 1)], 0, frame, end);
                case IConditionalOperation choice:
                    return Choice(choice, [.. statements.Skip(at + 1)], frame, end);
                case IExpressionStatementOperation { Operation: IAssignmentOperation or IIncrementOrDecrementOperation } assignment:
                    throw Refuse(RefusalIds.Assignment, "A local of a formula has one value. Declare a new local instead of assigning; for a running value use Sum or Discounted.", assignment.Syntax.GetLocation());
                case IEmptyOperation or ILocalFunctionOperation:
                    break;
                default:
                    throw Unsupported(statements[at]);
            }
        }

        throw Refuse(RefusalIds.Construct, "Some way through this formula ends without a return.", end);
    }

    private void Declare(IVariableDeclarationGroupOperation group, Frame frame)
    {
        foreach (IVariableDeclaratorOperation variable in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            IOperation initial = variable.GetVariableInitializer()?.Value
                ?? throw Refuse(RefusalIds.Assignment, $"'{variable.Symbol.Name}' has no value where it is declared. A local of a formula is declared with its value.", variable.Syntax.GetLocation());
            Value value = Expression(initial, frame);
            frame.Set(variable.Symbol, value);
            if (value is NodeValue number)
            {
                Name(number.Node, variable.Symbol.Name, initial.Syntax);
            }
        }
    }

    private Value Choice(IConditionalOperation choice, IReadOnlyList<IOperation> rest, Frame frame, Location end)
    {
        NodeValue condition = Number(Expression(choice.Condition, frame), choice.Condition.Syntax.GetLocation());
        IOperation[] otherwise = choice.WhenFalse is null ? [] : [choice.WhenFalse];
        Value then = Statements([choice.WhenTrue, .. rest], 0, new Frame(frame, condition.WhenTrue), end);
        Value other = Statements([.. otherwise, .. rest], 0, new Frame(frame, condition.WhenFalse), end);
        return Select(condition, Number(then, choice.Syntax.GetLocation()), Number(other, choice.Syntax.GetLocation()));
    }

    /// <summary>Gives a value the name that a local has.</summary>
    private void Name(Node node, string label, SyntaxNode source)
    {
        if (node is not (ConstantNode or OptionNode))
        {
            node.Label ??= label;
            Locate(node, source);
        }
    }

    /// <summary>Remembers the source that a value came from; the first place wins.</summary>
    private void Locate(Node node, SyntaxNode source)
    {
        node.Source ??= Text(source);
        _reading.Place(node, source);
    }

    /// <summary>Gives a value the name of the formula that it comes from; where links lead to it, the value at their end.</summary>
    private void NameEnd(Node node, string label, SyntaxNode source)
    {
        Name(End(node), label, source);
        Locate(node, source);
    }

    private static Node End(Node node)
    {
        while (node is GatherNode gather)
        {
            node = gather.Value;
        }

        return node;
    }
}
