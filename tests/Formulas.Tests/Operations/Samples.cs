using CsCheck;

namespace Paragon.Formulas.Tests.Operations;

/// <summary>Arguments of operations, and what the table says of them.</summary>
internal static class Samples
{
    // Thousandths: what lies nearer to a kink than differences reach tells nothing.
    private static readonly Gen<double> _number = Gen.Frequency(
        (6, Gen.Int[-3_000, 3_000].Select(i => i / 1000.0)),
        (2, Gen.Int[-30_000, 30_000].Select(i => i / 1000.0)),
        (1, Gen.Int[-3, 3].Select(i => (double)i)));

    /// <summary>Whether an argument is a truth value.</summary>
    public static bool IsTruth(Operation operation, int argument) =>
        operation == Comparisons.Not || operation == Comparisons.And || operation == Comparisons.Or || (operation == Comparisons.Select && argument == 0);

    /// <summary>Arguments at which the operation does not fail.</summary>
    public static Gen<double[]> Arguments(Operation operation) =>
        Argument(operation, 0).SelectMany(x => Argument(operation, 1).SelectMany(y => Argument(operation, 2).Select(z => new[] { x, y, z }.Take(operation.Arity).ToArray())))
            .Where(arguments => !Fails(operation, arguments));

    /// <summary>One argument.</summary>
    public static Gen<double> Argument(Operation operation, int argument) =>
        IsTruth(operation, argument) ? Gen.Bool.Select(truth => truth ? 1.0 : 0.0)
        // a variance, and powers that do not overflow
        : operation == Arithmetic.Root ? _number.Select(Math.Abs)
        : operation == Arithmetic.Power ? Gen.Int[-3_000, 3_000].Select(i => i / 1000.0)
        : _number;

    /// <summary>Whether the table says that the operation fails.</summary>
    public static bool Fails(Operation operation, double[] arguments) =>
        operation.Fails is { } fails && Evaluate(operation, arguments, fails) != 0;

    /// <summary>The table's partial derivative.</summary>
    public static double Derivative(Operation operation, double[] arguments, int argument) =>
        operation.Derivatives[argument] is { } derivative ? Evaluate(operation, arguments, derivative) : 0;

    private static double Evaluate(Operation operation, double[] arguments, Func<GraphBuilder, OperationNode, Node> cell)
    {
        // Options stand for the arguments: numbers would be folded before there is a node of the operation.
        GraphBuilder builder = new();
        Node[] options = [.. arguments.Select((_, i) => builder.Option($"x{i}", IsTruth(operation, i)))];
        OperationNode node = (OperationNode)builder.Apply(operation, options);
        return new Evaluator(new SmallBatch { Columns = [] }, name => arguments[name[1] - '0']).Evaluate(cell(builder, node))[0];
    }
}
