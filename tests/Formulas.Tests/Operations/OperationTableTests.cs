using System.Globalization;
using CsCheck;

namespace Paragon.Formulas.Tests.Operations;

/// <summary>Every row of the table of operations: no cell is empty, and none claims what samples refute.</summary>
public sealed class OperationTableTests
{
    public static TheoryData<string> Names() => [.. OperationTable.All.Select(operation => operation.Name)];

    /// <summary>Those whose curvature the table claims to know.</summary>
    public static TheoryData<string> Curved() =>
        [.. OperationTable.All.Where(operation => !operation.IsBoolean && operation.Curvature != Curvature.Unknown).Select(operation => operation.Name)];

    [Fact]
    public void Names_are_words_that_no_other_node_of_a_graphs_text_has()
    {
        string[] names = [.. OperationTable.All.Select(operation => operation.Name)];
        string[] others = ["number", "truth", "option", "flag", "column", "parameter", "statistic", "gather", "reduce", "count", "exists", "scan", "sort", "rank", "placed", "stop"];

        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Empty(names.Intersect(others));
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9]*$", name));
        Assert.All(names, name => Assert.Same(OperationTable.Find(name), OperationTable.All.Single(operation => operation.Name == name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_cell_is_empty(string name)
    {
        Operation operation = OperationTable.Find(name)!;

        Assert.InRange(operation.Arity, 1, 3);
        Assert.NotNull(operation.Evaluate);
        Assert.NotNull(operation.Range);
        Assert.Equal(operation.Arity, operation.Derivatives.Count);
        Assert.Equal(operation.Arity, operation.Monotonicity.Count);
        Assert.Equal(operation.Arity, operation.Safe.Count);
        Assert.Equal(operation.Fails is null, operation.Guarded is null);
        Assert.True(Enum.IsDefined(operation.Curvature));
        Assert.All(operation.Monotonicity, direction => Assert.True(Enum.IsDefined(direction)));
        // a row without any derivative is a step, whose values are few
        Assert.True(operation.Derivatives.Any(derivative => derivative is not null) || operation.IsBoolean || name is "sign" or "floor");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Printed_forms_have_a_place_for_each_argument(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        object[] arguments = [.. Enumerable.Range(0, operation.Arity).Select(i => (object)$"<{i}>")];

        foreach (Form form in new[] { operation.Code, operation.Latex, operation.Python })
        {
            string text = string.Format(CultureInfo.InvariantCulture, form.Text, arguments);
            Assert.All(arguments, argument => Assert.Contains((string)argument, text, StringComparison.Ordinal));
            Assert.InRange(form.Precedence, Form.Choice, Form.Atom);
            Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
            Assert.Equal(text.Count(c => c == '('), text.Count(c => c == ')'));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_safe_point_has_a_finite_value_and_a_finite_derivative(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        double[] safe = [.. operation.Safe];

        Assert.False(Samples.Fails(operation, safe));
        Assert.True(double.IsFinite(operation.Evaluate(safe)));
        Assert.All(Enumerable.Range(0, operation.Arity), i => Assert.True(double.IsFinite(Samples.Derivative(operation, safe, i))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_an_operation_does_not_fail_its_value_and_derivative_are_finite(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        Samples.Arguments(operation).Check(
            arguments => double.IsFinite(operation.Evaluate(arguments))
                && Enumerable.Range(0, operation.Arity).All(i => (operation == Arithmetic.Power && i == 1 && arguments[0] < 0) || double.IsFinite(Samples.Derivative(operation, arguments, i))), iter: 2000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_central_differences(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        int compared = 0;
        Samples.Arguments(operation).Check(
            arguments =>
            {
                for (int i = 0; i < operation.Arity; i++)
                {
                    if (Samples.IsTruth(operation, i) || Differences(operation, arguments, i) is not { } expected)
                    {
                        continue;
                    }

                    Interlocked.Increment(ref compared);
                    double actual = Samples.Derivative(operation, arguments, i);
                    Assert.True(Math.Abs(actual - expected) <= 1e-4 * (1 + Math.Abs(expected)), $"{name} at ({string.Join(", ", arguments)}) by {i}: {actual}, but differences say {expected}");
                }
            },
            iter: 1000);
        bool hasNumbers = Enumerable.Range(0, operation.Arity).Any(i => !Samples.IsTruth(operation, i));
        Assert.True(!hasNumbers || compared > 300, $"{name}: only {compared} of 1000 points could be compared");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_range_holds_every_sampled_value(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        Gen<Interval[]> intervals = Gen.Select(Interval(operation, 0), Interval(operation, 1), Interval(operation, 2)).Select((x, y, z) => new[] { x, y, z }.Take(operation.Arity).ToArray());
        Gen.Select(intervals, Gen.Double.Unit.Array[3].Array[20]).Check(
            (arguments, points) =>
            {
                Interval range = operation.Range(arguments);
                foreach (double[] point in points)
                {
                    double[] inside = [.. arguments.Select((argument, i) => Samples.IsTruth(operation, i) ? Math.Round(Inside(argument, point[i])) : Inside(argument, point[i]))];
                    double value = operation.Evaluate(inside);
                    Assert.True(double.IsNaN(value) || range.Contains(value), $"{name}({string.Join(", ", inside)}) = {value:R} is not in {range}, the range for {string.Join(", ", arguments)}");
                }
            },
            iter: 3000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_direction_that_is_claimed_holds_between_samples(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        Gen.Select(Samples.Arguments(operation), Samples.Arguments(operation)).Check(
            (left, right) =>
            {
                for (int i = 0; i < operation.Arity; i++)
                {
                    double[] low = [.. left], high = [.. left];
                    (low[i], high[i]) = (Math.Min(left[i], right[i]), Math.Max(left[i], right[i]));
                    if (operation.Monotonicity[i] == Monotonicity.Unknown || Samples.Fails(operation, low) || Samples.Fails(operation, high))
                    {
                        continue;
                    }

                    double rise = operation.Evaluate(high) - operation.Evaluate(low);
                    double rounding = 1e-14 * (1 + Math.Abs(operation.Evaluate(low)));
                    Assert.True(operation.Monotonicity[i] == Monotonicity.Nondecreasing ? rise >= -rounding : rise <= rounding, $"{name}: argument {i} from {low[i]:R} to {high[i]:R} beside ({string.Join(", ", left)})");
                }
            },
            iter: 2000);
    }

    [Theory]
    [MemberData(nameof(Curved))]
    public void A_curvature_that_is_claimed_holds_at_midpoints(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        Gen.Select(Samples.Arguments(operation), Samples.Arguments(operation)).Check(
            (left, right) =>
            {
                double[] middle = [.. left.Zip(right, (x, y) => (x + y) / 2)];
                double chord = (operation.Evaluate(left) + operation.Evaluate(right)) / 2, value = operation.Evaluate(middle);
                double rounding = 1e-13 * (1 + Math.Abs(chord) + Math.Abs(value));
                Assert.True(
                    operation.Curvature switch
                    {
                        Curvature.Affine => Math.Abs(value - chord) <= rounding,
                        Curvature.Convex => value <= chord + rounding,
                        _ => value >= chord - rounding,
                    },
                    $"{name} between ({string.Join(", ", left)}) and ({string.Join(", ", right)}): {value:R}, on the chord {chord:R}");
            },
            iter: 2000);
    }

    private static Gen<Interval> Interval(Operation operation, int argument)
    {
        Gen<double> end = Samples.Argument(operation, argument);
        Gen<Interval> bounded = Gen.Select(end, end).Select((x, y) => new Interval(Math.Min(x, y), Math.Max(x, y)));
        return Samples.IsTruth(operation, argument) ? bounded : Gen.Frequency(
            (6, bounded),
            (1, end.Select(Formulas.Interval.Of)),
            (1, end.Select(low => new Interval(low, double.PositiveInfinity))),
            (1, end.Select(high => new Interval(double.NegativeInfinity, high))));
    }

    private static double Inside(Interval interval, double part)
    {
        double low = double.IsInfinity(interval.Low) ? Math.Min(interval.High, 0) - 1e6 : interval.Low;
        double high = double.IsInfinity(interval.High) ? Math.Max(interval.Low, 0) + 1e6 : interval.High;
        return Math.Clamp(low + (part * (high - low)), low, high);
    }

    /// <summary>The derivative by differences, or null where the function has a kink or step near, or is too steep to tell.</summary>
    private static double? Differences(Operation operation, double[] arguments, int argument)
    {
        double At(double by)
        {
            double[] moved = [.. arguments];
            moved[argument] += by;
            return Samples.Fails(operation, moved) ? double.NaN : operation.Evaluate(moved);
        }

        double step = 1e-6 * (1 + Math.Abs(arguments[argument]));
        double fine = (At(step) - At(-step)) / (2 * step), coarse = (At(2 * step) - At(-2 * step)) / (4 * step);
        double forward = (At(step) - At(0)) / step, backward = (At(0) - At(-step)) / step;
        bool isSmooth = Math.Abs(fine - coarse) <= 1e-5 * (1 + Math.Abs(fine)) && Math.Abs(forward - backward) <= 1e-2 * (1 + Math.Abs(fine));
        return isSmooth && double.IsFinite(fine) ? fine : null;
    }
}
