using static Paragon.Formulas.Cells;

namespace Paragon.Formulas;

/// <summary>Sums, products, powers and what is piecewise linear in one argument.</summary>
public static class Arithmetic
{
    /// <summary>x + y.</summary>
    public static Operation Add { get; } = new()
    {
        Name = "add",
        Arity = 2,
        Code = new("{0} + {1}", Form.Sum),
        Latex = new("{0} + {1}", Form.Sum),
        Python = new("{0} + {1}", Form.Sum),
        Evaluate = a => a[0] + a[1],
        Derivatives = [Always(1), Always(1)],
        Range = a => new Interval(a[0].Low + a[1].Low, a[0].High + a[1].High).Outward(),
        Monotonicity = [Up, Up],
        Curvature = Curvature.Affine,
        Safe = [0, 0],
    };

    /// <summary>x - y.</summary>
    public static Operation Subtract { get; } = new()
    {
        Name = "subtract",
        Arity = 2,
        Code = new("{0} - {1}", Form.Sum),
        Latex = new("{0} - {1}", Form.Sum),
        Python = new("{0} - {1}", Form.Sum),
        Evaluate = a => a[0] - a[1],
        Derivatives = [Always(1), Always(-1)],
        Range = a => new Interval(a[0].Low - a[1].High, a[0].High - a[1].Low).Outward(),
        Monotonicity = [Up, Down],
        Curvature = Curvature.Affine,
        Safe = [0, 0],
    };

    /// <summary>x · y.</summary>
    public static Operation Multiply { get; } = new()
    {
        Name = "multiply",
        Arity = 2,
        Code = new("{0} * {1}", Form.Product),
        Latex = new(@"{0} \cdot {1}", Form.Product),
        Python = new("{0} * {1}", Form.Product),
        Evaluate = a => a[0] * a[1],
        Derivatives = [(_, n) => n.Second(), (_, n) => n.First()],
        Range = a => Interval.Corners(a[0], a[1], (x, y) => x == 0 || y == 0 ? 0 : x * y),
        Monotonicity = [Free, Free],
        Curvature = Curvature.Unknown,
        Safe = [0, 0],
    };

    /// <summary>x / y.</summary>
    public static Operation Divide { get; } = new()
    {
        Name = "divide",
        Arity = 2,
        Code = new("{0} / {1}", Form.Product),
        Latex = Form.Call(@"\frac{{{0}}}{{{1}}}"),
        Python = new("{0} / {1}", Form.Product),
        Evaluate = a => a[0] / a[1],
        Derivatives =
        [
            (b, n) => b.Divide(b.Number(1), n.Second()),
            (b, n) => b.Negate(b.Divide(n, n.Second())),
        ],
        Range = a => a[1].Contains(0) ? Interval.All : Interval.Corners(a[0], a[1], (x, y) => x / y),
        Monotonicity = [Free, Free],
        Curvature = Curvature.Unknown,
        Safe = [0, 1],
        Fails = (b, n) => b.Equal(n.Second(), b.Number(0)),
        Guarded = "GuardedDivide",
    };

    /// <summary>-x.</summary>
    public static Operation Negate { get; } = new()
    {
        Name = "negate",
        Arity = 1,
        Code = new("-{0}", Form.Unary),
        Latex = new("-{0}", Form.Product),
        Python = new("-{0}", Form.Unary),
        Evaluate = a => -a[0],
        Derivatives = [Always(-1)],
        Range = a => new Interval(-a[0].High, -a[0].Low),
        Monotonicity = [Down],
        Curvature = Curvature.Affine,
        Safe = [0],
    };

    /// <summary>|x|.</summary>
    public static Operation Abs { get; } = new()
    {
        Name = "abs",
        Arity = 1,
        Code = Form.Call("Abs({0})"),
        Latex = Form.Call(@"\left|{0}\right|"),
        Python = Form.Call("torch.abs({0})"),
        Evaluate = a => Math.Abs(a[0]),
        Derivatives = [(b, n) => b.Apply(Sign!, n.First())],
        Range = a => a[0].Contains(0)
            ? new Interval(0, Math.Max(-a[0].Low, a[0].High))
            : new Interval(Math.Min(Math.Abs(a[0].Low), Math.Abs(a[0].High)), Math.Max(Math.Abs(a[0].Low), Math.Abs(a[0].High))),
        Monotonicity = [Free],
        Curvature = Curvature.Convex,
        Safe = [0],
    };

    /// <summary>-1, 0 or 1.</summary>
    public static Operation Sign { get; } = new()
    {
        Name = "sign",
        Arity = 1,
        Code = Form.Call("Sign({0})"),
        Latex = Form.Call(@"\operatorname{{sign}}\left({0}\right)"),
        Python = Form.Call("torch.sign({0})"),
        Evaluate = a => ScalarFunctions.Sign(a[0]),
        Derivatives = [Zero],
        Range = a => new Interval(ScalarFunctions.Sign(a[0].Low), ScalarFunctions.Sign(a[0].High)),
        Monotonicity = [Up],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    /// <summary>Largest whole number that is at most x.</summary>
    public static Operation Floor { get; } = new()
    {
        Name = "floor",
        Arity = 1,
        Code = Form.Call("Floor({0})"),
        Latex = Form.Call(@"\left\lfloor {0} \right\rfloor"),
        Python = Form.Call("torch.floor({0})"),
        Evaluate = a => Math.Floor(a[0]),
        Derivatives = [Zero],
        Range = a => new Interval(Math.Floor(a[0].Low), Math.Floor(a[0].High)),
        Monotonicity = [Up],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    /// <summary>x².</summary>
    public static Operation Square { get; } = new()
    {
        Name = "square",
        Arity = 1,
        Code = Form.Call("Square({0})"),
        Latex = Form.Call(@"{{\left({0}\right)}}^2"),
        Python = Form.Call("torch.square({0})"),
        Evaluate = a => a[0] * a[0],
        Derivatives = [(b, n) => b.Multiply(b.Number(2), n.First())],
        Range = a =>
        {
            Interval size = Abs.Range(a);
            return new Interval(Math.Max(0, new Interval(size.Low * size.Low, 0).Outward().Low), new Interval(0, size.High * size.High).Outward().High);
        },
        Monotonicity = [Free],
        Curvature = Curvature.Convex,
        Safe = [0],
    };

    /// <summary>√x for x ≥ 0.</summary>
    public static Operation Sqrt { get; } = new()
    {
        Name = "sqrt",
        Arity = 1,
        Code = Form.Call("Sqrt({0})"),
        Latex = Form.Call(@"\sqrt{{{0}}}"),
        Python = Form.Call("torch.sqrt({0})"),
        Evaluate = a => Math.Sqrt(a[0]),
        Derivatives = [(b, n) => b.Divide(b.Number(0.5), n)],
        Range = a => a[0].Within(new Interval(0, double.PositiveInfinity)).Rising(Math.Sqrt).Within(new Interval(0, double.PositiveInfinity)),
        Monotonicity = [Up],
        Curvature = Curvature.Concave,
        Safe = [1],
        Fails = (b, n) => b.LessOrEqual(n.First(), b.Number(0)),
        Guarded = "GuardedSqrt",
    };

    /// <summary>√x for x ≥ 0 with derivative 0 at 0: the root of a variance.</summary>
    public static Operation Root { get; } = new()
    {
        Name = "root",
        Arity = 1,
        Code = Form.Call("Root({0})"),
        Latex = Form.Call(@"\sqrt{{{0}}}"),
        Python = Form.Call("_root({0})"),
        Evaluate = a => Math.Sqrt(a[0]),
        Derivatives =
        [
            (b, n) => b.Select(b.Equal(n, b.Number(0)), b.Number(0), b.Divide(b.Number(0.5), n)),
        ],
        Range = Sqrt.Range,
        Monotonicity = [Up],
        Curvature = Curvature.Concave,
        Safe = [1],
    };

    /// <summary>xʸ.</summary>
    public static Operation Power { get; } = new()
    {
        Name = "power",
        Arity = 2,
        Code = Form.Call("Pow({0}, {1})"),
        Latex = Form.Call(@"{{\left({0}\right)}}^{{{1}}}"),
        Python = Form.Call("torch.pow({0}, {1})"),
        Evaluate = a => Math.Pow(a[0], a[1]),
        Derivatives =
        [
            (b, n) => b.Multiply(n.Second(), b.Apply(Power!, n.First(), b.Subtract(n.Second(), b.Number(1)))),
            // 0 to the power of y stays 0
            (b, n) => b.Select(b.Equal(n.First(), b.Number(0)), b.Number(0), b.Multiply(n, b.Apply(Exponentials.Log, n.First()))),
        ],
        Range = a => a[0].Low <= 0 ? Interval.All : Interval.Corners(a[0], a[1], Math.Pow).Outward(4),
        Monotonicity = [Free, Free],
        Curvature = Curvature.Unknown,
        Safe = [1, 1],
        // a negative base has whole exponents only, and 0 has an infinite slope below exponent 1
        Fails = (b, n) => b.Or(
            b.And(b.Less(n.First(), b.Number(0)), b.Not(b.Equal(n.Second(), b.Apply(Floor, n.Second())))),
            b.And(b.Equal(n.First(), b.Number(0)), b.Less(n.Second(), b.Number(1)))),
        Guarded = "GuardedPow",
    };

    internal static IReadOnlyList<Operation> Rows { get; } =
        [Add, Subtract, Multiply, Divide, Negate, Abs, Sign, Floor, Square, Sqrt, Root, Power];
}
