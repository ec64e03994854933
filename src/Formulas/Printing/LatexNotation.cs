using System.Globalization;

namespace Paragon.Formulas;

/// <summary>LaTeX as papers of the field write it.</summary>
internal sealed class LatexNotation : Notation
{
    public override Form FormOf(Operation operation) => operation.Latex;

    public override string Bracket(string text) => $@"\left({text}\right)";

    public override Printed Number(double value)
    {
        if (double.IsInfinity(value))
        {
            return new Printed(value > 0 ? @"\infty" : @"-\infty", value > 0 ? 2 * Form.Atom : 2 * Form.Sum);
        }

        string[] parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        string power = parts.Length == 1 ? "" : $"10^{{{int.Parse(parts[1], CultureInfo.InvariantCulture)}}}";
        string text = power.Length == 0 ? parts[0] : parts[0] == "1" ? power : $@"{parts[0]} \cdot {power}";
        return new Printed(text, value < 0 ? 2 * Form.Sum : power.Length > 0 ? 2 * Form.Product : 2 * Form.Atom);
    }

    public override string Truth(bool value) => value ? @"\top" : @"\bot";

    public override string Option(string name) => LatexSymbols.Option(name);

    public override Printed Column(ColumnNode column, string place) => Printed.Atom(LatexSymbols.Column(column.Name, place));

    public override string Reference(string name, string place) => place.Length == 0 ? name : $"{name}({place})";

    public override string Ratio => @"\rho";

    public override string NameOf(int index) => $"q_{{{index}}}";

    public override string Follow(Link link, string place) => LatexSymbols.Follow(link, place);

    public override string Member(string x, string set) => $@"{x} \in {set}";

    public override string Family(Link link, string target) => LatexSymbols.Family(link, target);

    public override string Relation(string x, char relation, string y) =>
        $"{x} {relation switch { '≠' => @"\ne", '≥' => @"\ge", '≤' => @"\le", _ => "=" }} {y}";

    public override Printed Indicator(string condition) => Printed.Atom($@"\mathbb{{1}}\left[{condition}\right]");

    public override Printed Step(string argument) => Printed.Atom($@"\Theta\left({argument}\right)");

    public override Printed Choice(IReadOnlyList<(string Condition, string Value)> cases, string otherwise) => Printed.Atom(
        $@"\begin{{cases}} {string.Concat(cases.Select(@case => $@"{@case.Value} & {@case.Condition} \\ "))}{otherwise} & \text{{otherwise}} \end{{cases}}");

    public override string SuchThat(string x, string condition) => $"{x} : {condition}";

    /// <summary>A difference of log-probabilities is the logarithm of a ratio, and its exponential the ratio.</summary>
    public override Printed? Special(OperationNode node, string place) => node switch
    {
        { Operation.Name: "subtract" } when Quotient(node, place) is { } quotient => new Printed($@"\log{quotient}", 2 * Form.Product),
        { Operation.Name: "exp" } when Quotient(node.First(), place) is { } quotient => Printed.Atom(quotient),
        _ => null,
    };

    private static string? Quotient(Node node, string place) =>
        LogRatio.Of(node) is { } ratio
            ? $@"\frac{{{LatexSymbols.Probability(ratio.Above.Name, place)}}}{{{LatexSymbols.Probability(ratio.Below.Name, place)}}}"
            : null;

    public override Printed Reduce(Reduction reduction, string members, string size, Printed body)
    {
        string text = body.Precedence < Reduction ? Bracket(body.Text) : body.Text;
        return reduction switch
        {
            Formulas.Reduction.Sum => new Printed($@"\sum_{{{members}}} {text}", Reduction),
            Formulas.Reduction.Mean => new Printed($@"\frac{{1}}{{{size}}} \sum_{{{members}}} {text}", Reduction),
            Formulas.Reduction.Min => new Printed($@"\min_{{{members}}} {text}", Reduction),
            Formulas.Reduction.Max => new Printed($@"\max_{{{members}}} {text}", Reduction),
            Formulas.Reduction.LogSumExp => new Printed($@"\log \sum_{{{members}}} \exp\left({body.Text}\right)", Reduction),
            _ => new Printed($@"\operatorname{{median}}_{{{members}}} {text}", Reduction),
        };
    }

    public override string Count(string members, string level, string? set) => set switch
    {
        "" => $@"N_{{{LatexSymbols.Word(level)}}}",
        null => $@"\left|\left\{{{members}\right\}}\right|",
        _ => $@"\left|{set}\right|",
    };

    public override string Exists(string place) => $@"\exists\, {place}";

    public override Printed Discount(Printed rate, string from, string to, Printed body)
    {
        string factor = rate.Precedence < 2 * Form.Atom || rate.Text.Contains("^") ? Bracket(rate.Text) : rate.Text;
        string value = body.Precedence < 2 * Form.Product ? Bracket(body.Text) : body.Text;
        return new Printed($"{factor}^{{{to}-{from}}} {value}", 2 * Form.Product);
    }

    public override string StopGradient(string value) => $@"\operatorname{{sg}}\left[{value}\right]";

    public override string OfFamily(string function, string members, string body, string place) =>
        $@"\operatorname{{{(function == "sorted" ? "sort" : function)}}}_{{{members}}}\left({body}\right)_{{{place}}}";
}
