namespace Paragon.Formulas;

/// <summary>A printed expression and how tightly its outermost operation binds (see <see cref="Notation.Tightness"/>).</summary>
internal readonly record struct Printed(string Text, int Precedence)
{
    public static Printed Atom(string text) => new(text, 2 * Form.Atom);
}
