using static Paragon.Formulas.Cells;

namespace Paragon.Formulas;

/// <summary>The smaller and the larger, comparisons, truth values, and the choice between two values.</summary>
public static class Comparisons
{
    /// <summary>x &lt; y.</summary>
    public static Operation Less { get; } = new()
    {
        Name = "less",
        Arity = 2,
        Code = new("{0} < {1}", Form.Comparison),
        Latex = new("{0} < {1}", Form.Comparison),
        Python = new("{0} < {1}", Form.Comparison),
        Evaluate = a => a[0] < a[1] ? 1 : 0,
        Derivatives = [Zero, Zero],
        Range = a => a[0].High < a[1].Low ? Interval.Of(1) : a[0].Low >= a[1].High ? Interval.Of(0) : Interval.Truth,
        Monotonicity = [Down, Up],
        Curvature = Curvature.Unknown,
        Safe = [0, 0],
        IsBoolean = true,
    };

    /// <summary>x ≤ y.</summary>
    public static Operation LessOrEqual { get; } = new()
    {
        Name = "lessorequal",
        Arity = 2,
        Code = new("{0} <= {1}", Form.Comparison),
        Latex = new(@"{0} \le {1}", Form.Comparison),
        Python = new("{0} <= {1}", Form.Comparison),
        Evaluate = a => a[0] <= a[1] ? 1 : 0,
        Derivatives = [Zero, Zero],
        Range = a => a[0].High <= a[1].Low ? Interval.Of(1) : a[0].Low > a[1].High ? Interval.Of(0) : Interval.Truth,
        Monotonicity = [Down, Up],
        Curvature = Curvature.Unknown,
        Safe = [0, 0],
        IsBoolean = true,
    };

    /// <summary>x = y.</summary>
    public static Operation Equal { get; } = new()
    {
        Name = "equal",
        Arity = 2,
        Code = Form.Call("Equal({0}, {1})"),
        Latex = new("{0} = {1}", Form.Comparison),
        Python = new("{0} == {1}", Form.Comparison),
        Evaluate = a => a[0] == a[1] ? 1 : 0,
        Derivatives = [Zero, Zero],
        Range = a => a[0].High < a[1].Low || a[0].Low > a[1].High ? Interval.Of(0)
            : a[0].Low == a[0].High && a[0] == a[1] ? Interval.Of(1)
            : Interval.Truth,
        Monotonicity = [Free, Free],
        Curvature = Curvature.Unknown,
        Safe = [0, 0],
        IsBoolean = true,
    };

    /// <summary>not x.</summary>
    public static Operation Not { get; } = new()
    {
        Name = "not",
        Arity = 1,
        Code = Form.Call("Not({0})"),
        Latex = new(@"\lnot {0}", Form.Unary),
        Python = new("~{0}", Form.Unary),
        Evaluate = a => a[0] == 0 ? 1 : 0,
        Derivatives = [Zero],
        Range = a => new Interval(1 - a[0].High, 1 - a[0].Low),
        Monotonicity = [Down],
        Curvature = Curvature.Affine,
        Safe = [0],
        IsBoolean = true,
    };

    /// <summary>x and y.</summary>
    public static Operation And { get; } = new()
    {
        Name = "and",
        Arity = 2,
        Code = Form.Call("And({0}, {1})"),
        Latex = new(@"{0} \land {1}", Form.Choice + 2),
        Python = Form.Call("({0}) & ({1})"),
        Evaluate = a => a[0] != 0 && a[1] != 0 ? 1 : 0,
        Derivatives = [Zero, Zero],
        Range = a => new Interval(Math.Min(a[0].Low, a[1].Low), Math.Min(a[0].High, a[1].High)),
        Monotonicity = [Up, Up],
        Curvature = Curvature.Unknown,
        Safe = [0, 0],
        IsBoolean = true,
    };

    /// <summary>x or y.</summary>
    public static Operation Or { get; } = new()
    {
        Name = "or",
        Arity = 2,
        Code = Form.Call("Or({0}, {1})"),
        Latex = new(@"{0} \lor {1}", Form.Choice + 1),
        Python = Form.Call("({0}) | ({1})"),
        Evaluate = a => a[0] != 0 || a[1] != 0 ? 1 : 0,
        Derivatives = [Zero, Zero],
        Range = a => new Interval(Math.Max(a[0].Low, a[1].Low), Math.Max(a[0].High, a[1].High)),
        Monotonicity = [Up, Up],
        Curvature = Curvature.Unknown,
        Safe = [0, 0],
        IsBoolean = true,
    };

    /// <summary>The smaller of two; a tie halves the gradient.</summary>
    public static Operation Min { get; } = new()
    {
        Name = "min",
        Arity = 2,
        Code = Form.Call("Min({0}, {1})"),
        Latex = Form.Call(@"\min\left({0}, {1}\right)"),
        Python = Form.Call("torch.minimum({0}, {1})"),
        Evaluate = a => Math.Min(a[0], a[1]),
        Derivatives = [(b, n) => Share(b, n.First(), n.Second()), (b, n) => Share(b, n.Second(), n.First())],
        Range = a => new Interval(Math.Min(a[0].Low, a[1].Low), Math.Min(a[0].High, a[1].High)),
        Monotonicity = [Up, Up],
        Curvature = Curvature.Concave,
        Safe = [0, 0],
    };

    /// <summary>The larger of two; a tie halves the gradient.</summary>
    public static Operation Max { get; } = new()
    {
        Name = "max",
        Arity = 2,
        Code = Form.Call("Max({0}, {1})"),
        Latex = Form.Call(@"\max\left({0}, {1}\right)"),
        Python = Form.Call("torch.maximum({0}, {1})"),
        Evaluate = a => Math.Max(a[0], a[1]),
        Derivatives = [(b, n) => Share(b, n.Second(), n.First()), (b, n) => Share(b, n.First(), n.Second())],
        Range = a => new Interval(Math.Max(a[0].Low, a[1].Low), Math.Max(a[0].High, a[1].High)),
        Monotonicity = [Up, Up],
        Curvature = Curvature.Convex,
        Safe = [0, 0],
    };

    /// <summary>x held inside [low, high]; the gradient passes on the closed interval.</summary>
    public static Operation Clamp { get; } = new()
    {
        Name = "clamp",
        Arity = 3,
        Code = Form.Call("Clamp({0}, {1}, {2})"),
        Latex = Form.Call(@"\operatorname{{clip}}\left({0}, {1}, {2}\right)"),
        Python = Form.Call("torch.clamp({0}, {1}, {2})"),
        Evaluate = a => ScalarFunctions.Clamp(a[0], a[1], a[2]),
        Derivatives =
        [
            (b, n) => b.Indicator(b.And(b.LessOrEqual(n.Arguments[1], n.First()), b.LessOrEqual(n.First(), n.Arguments[2]))),
            (b, n) => b.Indicator(b.And(b.Less(n.First(), n.Arguments[1]), b.LessOrEqual(n.Arguments[1], n.Arguments[2]))),
            (b, n) => b.Indicator(b.Or(b.Less(n.Arguments[2], n.First()), b.Less(n.Arguments[2], n.Arguments[1]))),
        ],
        Range = a => new Interval(
            Math.Min(Math.Max(a[0].Low, a[1].Low), a[2].Low),
            Math.Min(Math.Max(a[0].High, a[1].High), a[2].High)),
        Monotonicity = [Up, Up, Up],
        Curvature = Curvature.Unknown,
        Safe = [0, 0, 0],
    };

    /// <summary>The second argument where the first is true, else the third.</summary>
    public static Operation Select { get; } = new()
    {
        Name = "select",
        Arity = 3,
        Code = Form.Call("Select({0}, {1}, {2})"),
        Latex = Form.Call(@"\begin{{cases}} {1} & {0} \\ {2} & \text{{otherwise}} \end{{cases}}"),
        Python = Form.Call("torch.where({0}, {1}, {2})"),
        Evaluate = a => a[0] != 0 ? a[1] : a[2],
        Derivatives = [Zero, (b, n) => b.Indicator(n.First()), (b, n) => b.Indicator(b.Not(n.First()))],
        Range = a => a[0].Low > 0 ? a[1] : a[0].High < 1 ? a[2] : a[1].Union(a[2]),
        Monotonicity = [Free, Up, Up],
        Curvature = Curvature.Unknown,
        Safe = [0, 0, 0],
    };

    internal static IReadOnlyList<Operation> Rows { get; } =
        [Min, Max, Clamp, Select, Less, LessOrEqual, Equal, Not, And, Or];

    /// <summary>1 where the first is smaller, one half at a tie, else 0.</summary>
    private static Node Share(GraphBuilder b, Node smaller, Node larger) =>
        b.Select(b.Less(smaller, larger), b.Number(1), b.Select(b.Equal(smaller, larger), b.Number(0.5), b.Number(0)));
}
