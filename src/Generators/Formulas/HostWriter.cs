using System.Globalization;
using Paragon.Formulas;

namespace Paragon.Generators.Formulas;

/// <summary>Writes values that no batch changes as C# on doubles: <c>1 / (2 * Beta)</c>.</summary>
internal sealed class HostWriter(OptionTypes options)
{
    private readonly Dictionary<Node, string> _names = [];

    /// <summary>From here on a value has a name.</summary>
    public void Name(Node node, string name) => _names[node] = name;

    /// <summary>The expression of a value.</summary>
    public (string Text, int Precedence) Write(Node node)
    {
        if (_names.TryGetValue(node, out string? name))
        {
            return (name, Form.Atom);
        }

        return node switch
        {
            ConstantNode { IsBoolean: true } truth => (truth.Value != 0 ? "true" : "false", Form.Atom),
            ConstantNode constant => (Number(constant.Value), constant.Value < 0 ? Form.Unary : Form.Atom),
            OptionNode option => options.Read(option.Name),
            StatisticNode statistic => ($"statistics[{statistic.Index}]", Form.Atom),
            GatherNode gather => Write(gather.Value),
            OperationNode operation => Operation(operation),
            _ => throw new InvalidOperationException($"'{node.Key}' depends on the batch."),
        };
    }

    /// <summary>Whether a value is short enough to be written twice.</summary>
    public static bool IsSimple(Node node) => node.Arguments.All(argument => argument is ConstantNode or OptionNode or StatisticNode);

    /// <summary>A number as C# source.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace('E', 'e');

    /// <summary>A form with its arguments, those that bind less tightly in brackets.</summary>
    public static (string Text, int Precedence) Format(Form form, IReadOnlyList<(string Text, int Precedence)> arguments)
    {
        object[] texts = new object[arguments.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            bool isCall = form.Precedence == Form.Atom;
            int needed = isCall ? 0 : i == 0 ? form.Precedence : form.Precedence + 1;
            texts[i] = arguments[i].Precedence < needed ? $"({arguments[i].Text})" : arguments[i].Text;
        }

        return (string.Format(CultureInfo.InvariantCulture, form.Text, texts), form.Precedence);
    }

    private (string Text, int Precedence) Operation(OperationNode node)
    {
        if (node is { Operation.Name: "equal" } && node.Arguments[0] is OptionNode option && node.Arguments[1] is ConstantNode constant && options.Choice(option.Name, constant.Value) is { } choice)
        {
            return ($"{option.Name} == {choice}", Form.Comparison);
        }

        (string Text, int Precedence)[] arguments = node.Arguments.Select(Write).ToArray();
        if (node is { Operation.Name: "select" } && node.Arguments[1] is ConstantNode { IsBoolean: false } && node.Arguments[2] is ConstantNode)
        {
            // Two whole numbers would make the choice an int, and what divides it an integer division.
            arguments[1] = ($"(double){arguments[1].Text}", Form.Unary);
        }

        Form form = node.Operation.Name switch
        {
            "equal" => new Form("{0} == {1}", Form.Comparison),
            "not" => new Form("!{0}", Form.Unary),
            "and" => new Form("{0} && {1}", Form.Choice + 2),
            "or" => new Form("{0} || {1}", Form.Choice + 1),
            "select" => new Form("{0} ? {1} : {2}", Form.Choice),
            _ => node.Operation.Code,
        };
        return Format(form, arguments);
    }
}
