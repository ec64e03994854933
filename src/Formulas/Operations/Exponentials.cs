using static Paragon.Formulas.Cells;

namespace Paragon.Formulas;

/// <summary>Exponentials, logarithms, and the smooth functions made of them.</summary>
public static class Exponentials
{
    private static readonly Interval Positive = new(0, double.PositiveInfinity);

    /// <summary>eˣ.</summary>
    public static Operation Exp { get; } = new()
    {
        Name = "exp",
        Arity = 1,
        Code = Form.Call("Exp({0})"),
        Latex = Form.Call(@"\exp\left({0}\right)"),
        Python = Form.Call("torch.exp({0})"),
        Evaluate = a => Math.Exp(a[0]),
        Derivatives = [(_, n) => n],
        Range = a => a[0].Rising(Math.Exp).Within(Positive),
        Monotonicity = [Up],
        Curvature = Curvature.Convex,
        Safe = [0],
        Fails = (b, n) => b.Equal(n, b.Number(double.PositiveInfinity)),
        Guarded = "GuardedExp",
    };

    /// <summary>eˣ - 1.</summary>
    public static Operation ExpMinusOne { get; } = new()
    {
        Name = "expm1",
        Arity = 1,
        Code = Form.Call("ExpMinusOne({0})"),
        Latex = new(@"\exp\left({0}\right) - 1", Form.Sum),
        Python = Form.Call("torch.expm1({0})"),
        Evaluate = a => ScalarFunctions.ExpMinusOne(a[0]),
        Derivatives = [(b, n) => b.Apply(Exp, n.First())],
        Range = a => a[0].Rising(ScalarFunctions.ExpMinusOne).Within(new Interval(-1, double.PositiveInfinity)),
        Monotonicity = [Up],
        Curvature = Curvature.Convex,
        Safe = [0],
        Fails = (b, n) => b.Equal(n, b.Number(double.PositiveInfinity)),
        Guarded = "GuardedExpMinusOne",
    };

    /// <summary>log x for x &gt; 0.</summary>
    public static Operation Log { get; } = new()
    {
        Name = "log",
        Arity = 1,
        Code = Form.Call("Log({0})"),
        Latex = Form.Call(@"\log\left({0}\right)"),
        Python = Form.Call("torch.log({0})"),
        Evaluate = a => Math.Log(a[0]),
        Derivatives = [(b, n) => b.Divide(b.Number(1), n.First())],
        Range = a => a[0].Within(Positive).Rising(Math.Log),
        Monotonicity = [Up],
        Curvature = Curvature.Concave,
        Safe = [1],
        Fails = (b, n) => b.LessOrEqual(n.First(), b.Number(0)),
        Guarded = "GuardedLog",
    };

    /// <summary>log(1 + x) for x &gt; -1.</summary>
    public static Operation LogOnePlus { get; } = new()
    {
        Name = "log1p",
        Arity = 1,
        Code = Form.Call("LogOnePlus({0})"),
        Latex = Form.Call(@"\log\left(1 + {0}\right)"),
        Python = Form.Call("torch.log1p({0})"),
        Evaluate = a => ScalarFunctions.LogOnePlus(a[0]),
        Derivatives = [(b, n) => b.Divide(b.Number(1), b.Add(b.Number(1), n.First()))],
        Range = a => a[0].Within(new Interval(-1, double.PositiveInfinity)).Rising(ScalarFunctions.LogOnePlus),
        Monotonicity = [Up],
        Curvature = Curvature.Concave,
        Safe = [0],
        Fails = (b, n) => b.LessOrEqual(n.First(), b.Number(-1)),
        Guarded = "GuardedLogOnePlus",
    };

    /// <summary>log(1 - eˣ) for x &lt; 0.</summary>
    public static Operation LogOneMinusExp { get; } = new()
    {
        Name = "log1mexp",
        Arity = 1,
        Code = Form.Call("LogOneMinusExp({0})"),
        Latex = Form.Call(@"\log\left(1 - e^{{{0}}}\right)"),
        Python = Form.Call("_log1mexp({0})"),
        Evaluate = a => ScalarFunctions.LogOneMinusExp(a[0]),
        Derivatives =
        [
            (b, n) => b.Negate(b.Divide(b.Number(1), b.Apply(ExpMinusOne, b.Negate(n.First())))),
        ],
        Range = a => a[0].Within(new Interval(double.NegativeInfinity, 0)).Falling(ScalarFunctions.LogOneMinusExp).Within(new Interval(double.NegativeInfinity, 0)),
        Monotonicity = [Down],
        Curvature = Curvature.Concave,
        Safe = [-1],
        Fails = (b, n) => b.LessOrEqual(b.Number(0), n.First()),
        Guarded = "GuardedLogOneMinusExp",
    };

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Operation Sigmoid { get; } = new()
    {
        Name = "sigmoid",
        Arity = 1,
        Code = Form.Call("Sigmoid({0})"),
        Latex = Form.Call(@"\sigma\left({0}\right)"),
        Python = Form.Call("torch.sigmoid({0})"),
        Evaluate = a => ScalarFunctions.Sigmoid(a[0]),
        Derivatives = [(b, n) => b.Multiply(n, b.Apply(Sigmoid!, b.Negate(n.First())))],
        Range = a => a[0].Rising(ScalarFunctions.Sigmoid).Within(Interval.Truth),
        Monotonicity = [Up],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    /// <summary>log σ(x).</summary>
    public static Operation LogSigmoid { get; } = new()
    {
        Name = "logsigmoid",
        Arity = 1,
        Code = Form.Call("LogSigmoid({0})"),
        Latex = Form.Call(@"\log\sigma\left({0}\right)"),
        Python = Form.Call("torch.nn.functional.logsigmoid({0})"),
        Evaluate = a => ScalarFunctions.LogSigmoid(a[0]),
        Derivatives = [(b, n) => b.Apply(Sigmoid, b.Negate(n.First()))],
        Range = a => a[0].Rising(ScalarFunctions.LogSigmoid).Within(new Interval(double.NegativeInfinity, 0)),
        Monotonicity = [Up],
        Curvature = Curvature.Concave,
        Safe = [0],
    };

    /// <summary>log(1 + eˣ).</summary>
    public static Operation Softplus { get; } = new()
    {
        Name = "softplus",
        Arity = 1,
        Code = Form.Call("Softplus({0})"),
        Latex = Form.Call(@"\operatorname{{softplus}}\left({0}\right)"),
        Python = Form.Call("-torch.nn.functional.logsigmoid(-({0}))"),
        Evaluate = a => ScalarFunctions.Softplus(a[0]),
        Derivatives = [(b, n) => b.Apply(Sigmoid, n.First())],
        Range = a => a[0].Rising(ScalarFunctions.Softplus).Within(Positive),
        Monotonicity = [Up],
        Curvature = Curvature.Convex,
        Safe = [0],
    };

    /// <summary>tanh x.</summary>
    public static Operation Tanh { get; } = new()
    {
        Name = "tanh",
        Arity = 1,
        Code = Form.Call("Tanh({0})"),
        Latex = Form.Call(@"\tanh\left({0}\right)"),
        Python = Form.Call("torch.tanh({0})"),
        Evaluate = a => Math.Tanh(a[0]),
        Derivatives = [(b, n) => b.Subtract(b.Number(1), b.Square(n))],
        Range = a => a[0].Rising(Math.Tanh).Within(new Interval(-1, 1)),
        Monotonicity = [Up],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    /// <summary>arctan x.</summary>
    public static Operation Atan { get; } = new()
    {
        Name = "atan",
        Arity = 1,
        Code = Form.Call("Atan({0})"),
        Latex = Form.Call(@"\arctan\left({0}\right)"),
        Python = Form.Call("torch.atan({0})"),
        Evaluate = a => Math.Atan(a[0]),
        Derivatives = [(b, n) => b.Divide(b.Number(1), b.Add(b.Number(1), b.Square(n.First())))],
        Range = a => a[0].Rising(Math.Atan),
        Monotonicity = [Up],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    /// <summary>sin x.</summary>
    public static Operation Sin { get; } = new()
    {
        Name = "sin",
        Arity = 1,
        Code = Form.Call("Sin({0})"),
        Latex = Form.Call(@"\sin\left({0}\right)"),
        Python = Form.Call("torch.sin({0})"),
        Evaluate = a => Math.Sin(a[0]),
        Derivatives = [(b, n) => b.Apply(Cos!, n.First())],
        Range = _ => new Interval(-1, 1),
        Monotonicity = [Free],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    /// <summary>cos x.</summary>
    public static Operation Cos { get; } = new()
    {
        Name = "cos",
        Arity = 1,
        Code = Form.Call("Cos({0})"),
        Latex = Form.Call(@"\cos\left({0}\right)"),
        Python = Form.Call("torch.cos({0})"),
        Evaluate = a => Math.Cos(a[0]),
        Derivatives = [(b, n) => b.Negate(b.Apply(Sin, n.First()))],
        Range = _ => new Interval(-1, 1),
        Monotonicity = [Free],
        Curvature = Curvature.Unknown,
        Safe = [0],
    };

    internal static IReadOnlyList<Operation> Rows { get; } =
        [Exp, ExpMinusOne, Log, LogOnePlus, LogOneMinusExp, Sigmoid, LogSigmoid, Softplus, Tanh, Atan, Sin, Cos];
}
