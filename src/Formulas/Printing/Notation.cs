namespace Paragon.Formulas;

/// <summary>How the parts of a formula look in one language of print. <see cref="GraphWriter"/> decides what is printed where.</summary>
internal abstract class Notation
{
    /// <summary>Tightness of a sum or another reduction over a set: looser than a product, tighter than a sum of two.</summary>
    public const int Reduction = (2 * Form.Sum) + 1;

    /// <summary>Tightness of a form; doubled, so that a reduction fits in between.</summary>
    public static int Tightness(Form form) => 2 * form.Precedence;

    /// <summary>The cell of the table that this language prints.</summary>
    public abstract Form FormOf(Operation operation);

    /// <summary>An expression in brackets.</summary>
    public abstract string Bracket(string text);

    /// <summary>A number.</summary>
    public abstract Printed Number(double value);

    /// <summary>A truth value.</summary>
    public abstract string Truth(bool value);

    /// <summary>An option.</summary>
    public abstract string Option(string name);

    /// <summary>A column at an element.</summary>
    public abstract Printed Column(ColumnNode column, string place);

    /// <summary>A name at an element; the element is empty where the value belongs to the batch or to none.</summary>
    public abstract string Reference(string name, string place);

    /// <summary>Name of a probability under the policy over that under another.</summary>
    public abstract string Ratio { get; }

    /// <summary>The name of a value without a better one.</summary>
    /// <param name="index">Number of the value, from 1.</param>
    public abstract string NameOf(int index);

    /// <summary>The element that a link leads to.</summary>
    public abstract string Follow(Link link, string place);

    /// <summary>x is a member of a set.</summary>
    public abstract string Member(string x, string set);

    /// <summary>The set of a target's own elements, named after the target.</summary>
    public virtual string Family(Link link, string target) => target;

    /// <summary>How one of two elements of a level stands to the other: "=", "≠", "≥", "≤".</summary>
    public abstract string Relation(string x, char relation, string y);

    /// <summary>1 where a condition holds, 0 elsewhere.</summary>
    public abstract Printed Indicator(string condition);

    /// <summary>0 below 0, one half at 0, 1 above: the derivative of a minimum or maximum by an argument.</summary>
    public abstract Printed Step(string argument);

    /// <summary>The value of the first condition that holds, or another.</summary>
    public abstract Printed Choice(IReadOnlyList<(string Condition, string Value)> cases, string otherwise);

    /// <summary>How an operation looks where this language has a form of its own for it, or null.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="place">Its element.</param>
    public virtual Printed? Special(OperationNode node, string place) => null;

    /// <summary>x and what is said of it: "p: p.chosen = y".</summary>
    public abstract string SuchThat(string x, string condition);

    /// <summary>A reduction of a body over what the members say.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="members">What is ranged over.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="body">The value of each.</param>
    public abstract Printed Reduce(Reduction reduction, string members, string size, Printed body);

    /// <summary>Number of elements.</summary>
    /// <param name="members">What is counted.</param>
    /// <param name="level">Its level.</param>
    /// <param name="set">The set, where it has a name of its own; empty for the whole batch; null where neither.</param>
    public abstract string Count(string members, string level, string? set);

    /// <summary>Whether a link leads anywhere.</summary>
    public abstract string Exists(string place);

    /// <summary>A factor raised to the distance of two elements of a sequence.</summary>
    public abstract Printed Discount(Printed rate, string from, string to, Printed body);

    /// <summary>A value as a constant.</summary>
    public abstract string StopGradient(string value);

    /// <summary>A function of a whole family ("sorted", "rank") at one of its elements.</summary>
    public abstract string OfFamily(string function, string members, string body, string place);
}
