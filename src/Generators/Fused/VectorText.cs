using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>Operations on vectors as C#.</summary>
/// <param name="operand">The text of an argument.</param>
/// <param name="condition">The text of a condition that is one truth value, as a bool.</param>
/// <param name="power">The variable that holds eˣ where the loop computes it beside eˣ - 1, or null.</param>
internal sealed class VectorText(Func<Node, (string Text, int Precedence)> operand, Func<Node, string> condition, Func<Node, string?> power)
{
    /// <summary>A number or truth value in every lane.</summary>
    public (string Text, int Precedence) Constant(ConstantNode node) =>
        (node.IsBoolean ? $"Lanes.Truth<TLanes>({(node.Value != 0 ? "true" : "false")})" : $"TLanes.Of({HostWriter.Number(node.Value)})", Form.Atom);

    /// <summary>The expression of an operation.</summary>
    public (string Text, int Precedence) Of(OperationNode node)
    {
        if (HostValue.IsChoice(node))
        {
            return ($"{condition(node.Arguments[0])} ? {Bracketed(node.Arguments[1])} : {Bracketed(node.Arguments[2])}", Form.Choice);
        }

        if (node is { Operation.Name: "select" } && node.Arguments[1] is ConstantNode { Value: 1, IsBoolean: false } && node.Arguments[2] is ConstantNode { Value: 0, IsBoolean: false })
        {
            return ($"Lanes.Indicator({operand(node.Arguments[0]).Text})", Form.Atom);
        }

        if (node is { Operation.Name: "select" } && node.Arguments[2] is ConstantNode { Value: 0, IsBoolean: false } && !node.Arguments[1].IsBoolean)
        {
            return ($"Lanes.Where({operand(node.Arguments[0]).Text}, {operand(node.Arguments[1]).Text})", Form.Atom);
        }

        if (node is { Operation.Name: "select" } && node.Arguments[1] is ConstantNode { Value: 0, IsBoolean: false } && !node.Arguments[2].IsBoolean)
        {
            return ($"Lanes.Unless({operand(node.Arguments[0]).Text}, {operand(node.Arguments[2]).Text})", Form.Atom);
        }

        // By a power of two it is exact to multiply, and many times as fast.
        if (node is { Operation.Name: "divide" } && node.Arguments[1] is ConstantNode { Value: 2 or 4 or 8 } divisor)
        {
            return HostWriter.Format(Arithmetic.Multiply.Code, [operand(node.Arguments[0]), ($"TLanes.Of({HostWriter.Number(1 / divisor.Value)})", Form.Atom)]);
        }

        // The smaller of a vector and a number that is not NaN is one instruction; of two vectors it is three, so that NaN is handed on.
        Form form = node.Operation.Name switch
        {
            "expm1" when power(node) is { } known => Form.Call($"ExpMinusOne({{0}}, {known})"),
            "min" when IsNumber(node.Arguments[1]) => Form.Call("Lanes.AtMost({0}, {1})"),
            "min" when IsNumber(node.Arguments[0]) => Form.Call("Lanes.AtMost({1}, {0})"),
            "max" when IsNumber(node.Arguments[1]) => Form.Call("Lanes.AtLeast({0}, {1})"),
            "max" when IsNumber(node.Arguments[0]) => Form.Call("Lanes.AtLeast({1}, {0})"),
            "clamp" when IsNumber(node.Arguments[1]) && IsNumber(node.Arguments[2]) => Form.Call("Lanes.Within({0}, {1}, {2})"),
            "less" => Form.Call("Less({0}, {1})"),
            "lessorequal" => Form.Call("LessOrEqual({0}, {1})"),
            "equal" when node.Arguments[0].IsBoolean => new Form("~({0} ^ {1})", Form.Unary),
            _ => node.Operation.Code,
        };
        return HostWriter.Format(form, [.. node.Arguments.Select(operand)]);
    }

    /// <summary>Whether a value is a number that cannot be NaN: options are checked when they are read, and sums and products of them stay numbers.</summary>
    private static bool IsNumber(Node node) => node switch
    {
        ConstantNode constant => !double.IsNaN(constant.Value),
        OptionNode => true,
        GatherNode { Link: RootLink } gather => IsNumber(gather.Value),
        OperationNode { Operation.Name: "add" or "subtract" or "multiply" or "negate" } operation => operation.Arguments.All(IsNumber),
        _ => false,
    };

    private string Bracketed(Node node)
    {
        (string text, int precedence) = operand(node);
        return precedence <= Form.Choice ? $"({text})" : text;
    }
}
