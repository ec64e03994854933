using System.Reflection;
using CsCheck;
using Paragon.Formulas;

namespace Paragon.Framework.Tests.Language;

/// <summary>The functions that a formula may call and the table of operations say the same.</summary>
public sealed class FormulaTableTests
{
    private static readonly Dictionary<string, string> _rows = OperationTable.All.ToDictionary(operation => operation.Code.Text, operation => operation.Name, StringComparer.Ordinal);

    private static readonly MethodInfo[] _functions =
        [.. typeof(Formula).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name != nameof(Formula.StopGradient))];

    public static TheoryData<string> Functions() => [.. _functions.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_has_a_row_with_the_same_values(string name)
    {
        MethodInfo function = _functions.Single(method => method.Name == name);
        int arity = function.GetParameters().Length;
        string call = $"{name}({string.Join(", ", Enumerable.Range(0, arity).Select(i => $"{{{i}}}"))})";

        Assert.True(_rows.TryGetValue(call, out string? row), $"No row of the table is written {call} in C#.");
        Operation operation = OperationTable.Find(row)!;
        Gen.Double[-50, 50].Array[arity].Check(
            arguments =>
            {
                Real value = (Real)function.Invoke(null, [.. arguments.Select(argument => (object)new Real(argument))])!;
                Assert.Equal(value.Value, operation.Evaluate(arguments));
            },
            iter: 300);
    }

    [Fact]
    public void Operators_are_rows_with_the_same_values() =>
        Gen.Double[-50, 50].Array[2].Check(
            a =>
            {
                (Real x, Real y) = (a[0], a[1]);
                Assert.Equal((x + y).Value, Arithmetic.Add.Evaluate(a));
                Assert.Equal((x - y).Value, Arithmetic.Subtract.Evaluate(a));
                Assert.Equal((x * y).Value, Arithmetic.Multiply.Evaluate(a));
                Assert.Equal((x / y).Value, Arithmetic.Divide.Evaluate(a));
                Assert.Equal((-x).Value, Arithmetic.Negate.Evaluate(a));
                Assert.Equal(x < y, Comparisons.Less.Evaluate(a) != 0);
                Assert.Equal(x <= y, Comparisons.LessOrEqual.Evaluate(a) != 0);
                Assert.Equal(x == y, Comparisons.Equal.Evaluate(a) != 0);
            },
            iter: 300);
}
