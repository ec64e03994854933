using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>Operations on vectors as C#.</summary>
/// <param name="element">Type of the lanes.</param>
/// <param name="operand">The text of an argument.</param>
/// <param name="condition">The text of a condition that is one truth value, as a bool.</param>
internal sealed class VectorText(string element, Func<Node, (string Text, int Precedence)> operand, Func<Node, string> condition)
{
    /// <summary>A number or truth value in every lane.</summary>
    public (string Text, int Precedence) Constant(ConstantNode node) =>
        (node.IsBoolean ? $"Lanes.Truth<{element}>({(node.Value != 0 ? "true" : "false")})" : $"Lanes.Of<{element}>({HostWriter.Number(node.Value)})", Form.Atom);

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

        Form form = node.Operation.Name switch
        {
            "less" => Form.Call("Less({0}, {1})"),
            "lessorequal" => Form.Call("LessOrEqual({0}, {1})"),
            "equal" when node.Arguments[0].IsBoolean => new Form("~({0} ^ {1})", Form.Unary),
            _ => node.Operation.Code,
        };
        return HostWriter.Format(form, [.. node.Arguments.Select(operand)]);
    }

    private string Bracketed(Node node)
    {
        (string text, int precedence) = operand(node);
        return precedence <= Form.Choice ? $"({text})" : text;
    }
}
