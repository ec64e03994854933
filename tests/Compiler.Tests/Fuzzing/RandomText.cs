using System.Globalization;

namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>Random expressions of the formula language, as the C# that a user would write. Equal seeds give equal text.</summary>
internal sealed class RandomText(Random random)
{
    private static readonly string[] _numbers = ["0.0", "1.0", "-1.0", "0.5", "2.0", "-3.0", "0.1", "10.0", "1e-6"];
    private static readonly string[] _options = ["Alpha", "Beta", "Clip", "Rate", "Count"];

    /// <summary>Functions of one number, with what keeps them inside their domain.</summary>
    private static readonly (string Plain, string Held)[] _functions =
    [
        ("Exp({0})", "Exp(Min({0}, 3.0))"), ("ExpMinusOne({0})", "ExpMinusOne(Clamp({0}, -4.0, 4.0))"), ("Log({0})", "Log(Abs({0}) + 0.1)"),
        ("LogOnePlus({0})", "LogOnePlus(Square({0}))"), ("LogOneMinusExp({0})", "LogOneMinusExp(-0.1 - Abs({0}))"), ("Sqrt({0})", "Sqrt(Abs({0}) + 0.01)"),
        ("Sigmoid({0})", "Sigmoid({0})"), ("LogSigmoid({0})", "LogSigmoid({0})"), ("Softplus({0})", "Softplus({0})"), ("Tanh({0})", "Tanh({0})"),
        ("Atan({0})", "Atan({0})"), ("Sin({0})", "Sin({0})"), ("Cos({0})", "Cos({0})"), ("Abs({0})", "Abs({0})"), ("Sign({0})", "Sign({0})"),
        ("Square({0})", "Square({0})"), ("Floor({0})", "Floor({0})"), ("StopGradient({0})", "StopGradient({0})"), ("-({0})", "-({0})"),
        ("Pow({0}, 3.0)", "Pow({0}, 3.0)"), ("Pow({0}, -1.5)", "Pow(Abs({0}) + 0.1, -1.5)"),
    ];

    private List<(string Name, FuzzLevel Level)> _elements = [];
    private readonly List<string> _locals = [];
    private readonly List<(string Name, string Level, bool TakesNumber)> _helpers = [];
    private readonly List<(string Name, string Level, string Member)> _overMembers = [];
    private int _names;

    /// <summary>A name that nothing has.</summary>
    public string Name() => $"v{_names++}";

    /// <summary>A method of the record that later formulas call.</summary>
    public string Helper(string name, string level, int depth)
    {
        if (level != "Segment" && Chance(3))
        {
            return OverMembers(name, FuzzLevel.All[level]);
        }

        bool takesNumber = random.Next(3) == 0;
        string element = Name(), number = Name();
        _elements = [(element, FuzzLevel.All[level])];
        _locals.Clear();
        if (takesNumber)
        {
            _locals.Add(number);
        }

        string text = $"    private Real {name}({level} {element}{(takesNumber ? $", Real {number}" : "")}) => {Real(depth)};\n";
        _helpers.Add((name, level, takesNumber));
        return text;
    }

    /// <summary>A method that is given a formula of one element, which it hands to reductions and calls.</summary>
    private string OverMembers(string name, FuzzLevel level)
    {
        string element = Name(), formula = Name(), member = Name();
        (string set, string type) = level.Sets[0];
        string reduced = Pick($"{element}.{set}.Sum({formula})", $"({element}.{set}.Count() > 1 ? {element}.{set}.Mean({formula}) : 0)", $"{element}.{set}.Sum({member} => {formula}({member}) * {formula}({member}))");
        _overMembers.Add((name, level.Type, type));
        return $"    private static Real {name}({level.Type} {element}, Func<{type}, Real> {formula}) => {reduced};\n";
    }

    /// <summary>The body of a formula of one element: an expression, or statements with locals and returns.</summary>
    public string Body(string element, string level, int depth)
    {
        _elements = [(element, FuzzLevel.All[level])];
        _locals.Clear();
        if (random.Next(3) > 0)
        {
            return $"=> {Real(depth)};";
        }

        string local = Name();
        string text = $"{{\n        var {local} = (Real)({Real(depth - 1)});\n";
        _locals.Add(local);
        if (random.Next(2) == 0)
        {
            text += $"        if ({Truth(2)})\n        {{\n            return {Real(depth - 2)};\n        }}\n\n";
        }

        return text + $"        return {Real(depth - 1)};\n    }}";
    }

    /// <summary>A number.</summary>
    public string Real(int depth)
    {
        if (depth <= 0 || random.Next(12) == 0)
        {
            return Leaf();
        }

        return random.Next(21) switch
        {
            0 or 1 or 2 or 3 => $"({Real(depth - 1)} {Pick("+", "-", "*", "*")} {Real(depth - 1)})",
            4 => random.Next(4) == 0 ? $"({Real(depth - 1)} / {Real(depth - 1)})" : $"({Real(depth - 1)} / (Abs({Real(depth - 1)}) + 0.5))",
            5 or 6 => string.Format(CultureInfo.InvariantCulture, Chance(8) ? Pick(_functions).Plain : Pick(_functions).Held, Real(depth - 1)),
            7 => $"{Pick("Min", "Max")}({Real(depth - 1)}, {Real(depth - 1)})",
            8 => $"Clamp({Real(depth - 1)}, {Pick("-1.0", "0.0", "-Clip")}, {Pick("0.5", "1.0", "Clip")})",
            9 => $"({Truth(depth - 1)} ? {Real(depth - 1)} : {Real(depth - 1)})",
            10 => Guarded(depth),
            11 => Neighbour(depth),
            12 => Range(depth),
            13 => Ordered(depth),
            14 => Called(depth),
            15 => Chance(3) ? $"(Kind switch {{ Kind.First => {Real(depth - 1)}, _ => {Real(depth - 1)} }})" : RangeCount(depth),
            _ => Reduction(depth),
        };
    }

    /// <summary>A condition.</summary>
    public string Truth(int depth)
    {
        switch (random.Next(depth <= 0 ? 4 : 9))
        {
            case 0 or 1:
                return $"{Leaf()} {Pick("<", ">", "<=", ">=", "==", "!=")} {Leaf()}";
            case 2:
                (string element, FuzzLevel level) = Element();
                return level.Conditions.Length > 0 ? $"{element}.{Pick(level.Conditions)}" : level.Parent is not null ? $"{element}.{Pick("IsFirst", "IsLast")}" : "IsOn";
            case 3:
                return $"{Real(depth - 1)} > {Pick(_numbers)}";
            case 4:
                return $"!({Truth(depth - 1)})";
            case 5:
                return $"({Truth(depth - 1)} {Pick("&&", "||")} {Truth(depth - 1)})";
            case 6:
                return Pick("IsOn", "Beta == 0", "Kind == Kind.Second");
            case 7 when Chance(3) && Element() is { Level.Parent: not null } own:
                string other = Name();
                return $"{own.Text}.{Pick("AndAfter", "AndBefore", "Siblings")}.{Pick("Any", "All")}({other} => {Within(other, own.Level.Type, () => Truth(depth - 2))})";
            case 7 when Owner() is { } set:
                string member = Name();
                return $"{Filtered(set, depth)}.{Pick("Any", "All")}({member} => {Within(member, set.Type, () => Truth(depth - 2))})";
            default:
                return $"{Real(depth - 1)} < {Real(depth - 1)}";
        }
    }

    private string Leaf()
    {
        if (_locals.Count > 0 && Chance(4))
        {
            return Pick(_locals.ToArray());
        }

        if (Chance(6))
        {
            return Pick(_numbers);
        }

        if (Chance(8))
        {
            return Pick(_options);
        }

        (string element, FuzzLevel level) = Element();
        return level.Columns.Length > 0 ? $"{element}.{Pick(level.Columns)}" : $"{element}.{Pick(level.Sets).Property}.Count()";
    }

    /// <summary>What keeps an operation inside its domain by a condition, in the forms that people write.</summary>
    private string Guarded(int depth)
    {
        string x = Real(depth - 1), y = Real(depth - 2);
        return Pick(
            $"({x} > 0 ? Log({x}) : {y})", $"({x} == 0 ? {y} : {y} / {x})", $"({x} >= 0 ? Sqrt({x}) : {y})", $"Log(Max({x}, 1e-6))",
            $"({x} < 0 ? LogOneMinusExp({x}) : {y})", $"(Abs({x}) < 3 ? Exp({x}) : {y})", $"(Beta == 0 ? {y} : {x} / Beta)");
    }

    /// <summary>A neighbour or the end of an optional link, asked for first.</summary>
    private string Neighbour(int depth)
    {
        (string element, FuzzLevel level) = Element();
        if (level.Type == "Token" && Chance(3))
        {
            return $"({element}.Segment.Exists ? {Within($"{element}.Segment", "Segment", () => Real(depth - 1))} : {Real(depth - 1)})";
        }

        if (level.Parent is null)
        {
            return Reduction(depth);
        }

        (string ask, string step) = Pick(("IsLast", "Next"), ("IsFirst", "Previous"));
        return $"({element}.{ask} ? {Real(depth - 2)} : {Within($"{element}.{step}", level.Type, () => Real(depth - 1))})";
    }

    private string Range(int depth)
    {
        (string element, FuzzLevel level) = Element();
        if (level.Parent is not { } parent)
        {
            return Reduction(depth);
        }

        string member = Name(), set = Pick("AndAfter", "AndBefore", "Siblings");
        string reduction = set == "Siblings" ? Pick("Sum", "Mean", "Max", "Min") : Pick("Sum", "Mean", "Max", "Min", "Discounted", "Discounted");
        string rate = reduction == "Discounted" ? Pick("Rate, ", "0.9, ", $"{element}.{parent}.U, ") : "";
        string where = Chance(5) && reduction is "Sum" or "Discounted" ? $".Where({member}w => {Within($"{member}w", level.Type, () => Truth(depth - 2))})" : "";
        return $"{element}.{set}{where}.{reduction}({rate}{member} => {(reduction == "Discounted" ? Alone(member, level.Type, depth - 1) : Within(member, level.Type, () => Real(depth - 1)))})";
    }

    /// <summary>How many elements of a range there are, or of those for which a condition holds.</summary>
    private string RangeCount(int depth)
    {
        (string element, FuzzLevel level) = Element();
        if (level.Parent is null)
        {
            return Reduction(depth);
        }

        string member = Name(), set = $"{element}.{Pick("AndAfter", "AndBefore", "Siblings")}";
        return Chance(2) ? $"{set}.Count()" : $"{set}.Where({member} => {Within(member, level.Type, () => Truth(depth - 2))}).Count()";
    }

    private string Ordered(int depth)
    {
        (string element, FuzzLevel level) = Element();
        if (level.Parent is not { } parent || FuzzLevel.All[level.Links[0].Type].Sets.FirstOrDefault(set => set.Type == level.Type) is not { Property: { } set })
        {
            return Reduction(depth);
        }

        string member = Name();
        if (Chance(4))
        {
            return $"{element}.{parent}.{set}.IndexOf({element})";
        }

        return $"{element}.{parent}.{set}.{Pick("Sorted", "Rank")}({member} => {Alone(member, level.Type, depth - 1)}, at: {element})";
    }

    private string Called(int depth)
    {
        (string element, FuzzLevel level) = Element();
        (string Name, string Level, string Member)[] overMembers = [.. _overMembers.Where(helper => helper.Level == level.Type)];
        if (overMembers.Length > 0)
        {
            (string method, _, string type) = Pick(overMembers);
            string member = Name();
            return $"{method}({element}, {member} => {Within(member, type, () => Real(depth - 1))})";
        }

        (string Name, string Level, bool TakesNumber)[] fitting = [.. _helpers.Where(helper => helper.Level == level.Type)];
        if (fitting.Length == 0)
        {
            return Reduction(depth);
        }

        (string name, _, bool takesNumber) = Pick(fitting);
        return $"{name}({element}{(takesNumber ? $", {Real(depth - 2)}" : "")})";
    }

    private string Reduction(int depth)
    {
        if (Owner() is not { } set)
        {
            return $"({Leaf()} {Pick("+", "-", "*")} {Real(depth - 1)})";
        }

        string text = Filtered(set, depth), member = Name();
        if (Chance(8))
        {
            return $"{text}.Count()";
        }

        string reduction = Pick("Sum", "Sum", "Mean", "Mean", "Min", "Max", "LogSumExp", "PopulationVariance", "PopulationStd", "SampleVariance", "SampleStd", "Median");
        (string Name, string Level, bool TakesNumber) helper = _helpers.FirstOrDefault(helper => helper.Level == set.Type && !helper.TakesNumber);
        string value = helper.Name is not null && Chance(4) ? helper.Name : $"{member} => {Within(member, set.Type, () => Real(depth - 1))}";
        string reduced = $"{text}.{reduction}({value})";
        reduced = reduction == "Median" ? $"StopGradient({reduced})" : reduced;
        return reduction == "Sum" || Chance(3) ? reduced : $"({text}.Count() > 1 ? {reduced} : {Leaf()})";
    }

    private string Filtered((string Text, string Type) set, int depth)
    {
        string member = Name();
        return Chance(4) ? $"{set.Text}.Where({member} => {Within(member, set.Type, () => Truth(depth - 2))})" : set.Text;
    }

    private (string Text, string Type)? Owner()
    {
        (string element, FuzzLevel level) = Element();
        for (int i = 0; i < 4 && level.Sets.Length == 0; i++)
        {
            (element, level) = Element();
        }

        if (level.Sets.Length == 0)
        {
            return null;
        }

        (string property, string type) = Pick(level.Sets);
        return ($"{element}.{property}", type);
    }

    /// <summary>A variable, or an element that links lead to from it.</summary>
    private (string Text, FuzzLevel Level) Element()
    {
        (string text, FuzzLevel level) = Chance(2) ? _elements[^1] : _elements[random.Next(_elements.Count)];
        for (int steps = random.Next(3); steps > 0 && level.Links.Length > 0; steps--)
        {
            (string property, string type) = Chance(2) ? level.Links[0] : Pick(level.Links);
            (text, level) = ($"{text}.{property}", FuzzLevel.All[type]);
        }

        return Chance(20) && level.Type != "Batch" ? ($"{text}.Batch", FuzzLevel.All["Batch"]) : (text, level);
    }

    private string Within(string element, string type, Func<string> inner)
    {
        _elements.Add((element, FuzzLevel.All[type]));
        string text = inner();
        _elements.RemoveAt(_elements.Count - 1);
        return text;
    }

    /// <summary>A number of one element alone, which an order or a discounted sum needs.</summary>
    private string Alone(string element, string type, int depth)
    {
        (List<(string, FuzzLevel)> outside, string[] locals) = (_elements, [.. _locals]);
        _elements = [(element, FuzzLevel.All[type])];
        _locals.Clear();
        string text = Real(depth);
        _elements = outside;
        _locals.AddRange(locals);
        return text;
    }

    private bool Chance(int of) => random.Next(of) == 0;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
