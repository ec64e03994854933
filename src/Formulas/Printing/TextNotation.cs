using System.Globalization;

namespace Paragon.Formulas;

/// <summary>Text in the manner of C#, with Σ for sums and an index for the element: "Σ{t ∈ y} (logp[t] - ref_logp[t])".</summary>
internal sealed class TextNotation : Notation
{
    private static readonly Dictionary<Operation, Form> _forms = new()
    {
        [Comparisons.Equal] = new("{0} == {1}", Form.Comparison),
        [Comparisons.Not] = new("!{0}", Form.Unary),
        [Comparisons.And] = new("{0} && {1}", Form.Choice + 2),
        [Comparisons.Or] = new("{0} || {1}", Form.Choice + 1),
    };

    public override Form FormOf(Operation operation) => _forms.TryGetValue(operation, out Form? form) ? form : operation.Code;

    public override string Bracket(string text) => $"({text})";

    public override Printed Number(double value) =>
        new(value.ToString("R", CultureInfo.InvariantCulture), value < 0 ? 2 * Form.Sum : 2 * Form.Atom);

    public override string Truth(bool value) => value ? "true" : "false";

    public override string Option(string name) => name;

    public override Printed Column(ColumnNode column, string place) => Printed.Atom(Reference(column.Name, place));

    public override string Reference(string name, string place) => place.Length == 0 ? name : $"{name}[{place}]";

    public override string Ratio => "ratio";

    public override string NameOf(int index) => $"q{index}";

    public override string Follow(Link link, string place) => link switch
    {
        NeighbourLink neighbour => $"{place}{(neighbour.Offset > 0 ? "+" : "-")}1",
        DeclaredLink declared => $"{place}.{declared.Name}",
        _ => $"{place}.{link.To.Key}",
    };

    public override string Member(string x, string set) => $"{x} ∈ {set}";

    public override string Relation(string x, char relation, string y) => $"{x} {relation} {y}";

    public override Printed Indicator(string condition) => Printed.Atom($"[{condition}]");

    public override Printed Step(string argument) => Printed.Atom($"step({argument})");

    public override Printed Choice(IReadOnlyList<(string Condition, string Value)> cases, string otherwise) =>
        new(string.Concat(cases.Select(@case => $"{@case.Condition} ? {@case.Value} : ")) + otherwise, 2 * Form.Choice);

    public override string SuchThat(string x, string condition) => $"{x}: {condition}";

    public override Printed Reduce(Reduction reduction, string members, string size, Printed body)
    {
        string text = body.Precedence < Reduction ? Bracket(body.Text) : body.Text;
        return new Printed($"{Symbol(reduction)}{{{members}}} {text}", Reduction);
    }

    public override string Count(string members, string level, string? set) => $"#{{{members}}}";

    public override string Exists(string place) => $"exists({place})";

    public override Printed Discount(Printed rate, string from, string to, Printed body)
    {
        string factor = rate.Precedence < 2 * Form.Atom ? Bracket(rate.Text) : rate.Text;
        string value = body.Precedence < 2 * Form.Product ? Bracket(body.Text) : body.Text;
        return new Printed($"{factor}^({to}-{from}) * {value}", 2 * Form.Product);
    }

    public override string StopGradient(string value) => $"StopGradient({value})";

    public override string OfFamily(string function, string members, string body, string place) => $"{function}{{{members}}}({body})[{place}]";

    private static string Symbol(Reduction reduction) => reduction switch
    {
        Formulas.Reduction.Sum => "Σ",
        Formulas.Reduction.Mean => "mean",
        Formulas.Reduction.Min => "min",
        Formulas.Reduction.Max => "max",
        Formulas.Reduction.LogSumExp => "logsumexp",
        _ => "median",
    };
}
