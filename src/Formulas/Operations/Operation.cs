namespace Paragon.Formulas;

/// <summary>A row of the table of operations: everything that any part of Paragon knows about one operation.</summary>
/// <remarks>Adding an operation is adding a row. A test fails on an empty cell.</remarks>
public sealed class Operation
{
    /// <summary>Name in the text of a graph.</summary>
    public required string Name { get; init; }

    /// <summary>Number of arguments.</summary>
    public required int Arity { get; init; }

    /// <summary>C# source of the operation, <c>{0}</c> for the first argument; the same text serves numbers and tensors.</summary>
    public required Form Code { get; init; }

    /// <summary>LaTeX source.</summary>
    public required Form Latex { get; init; }

    /// <summary>Python source on torch tensors.</summary>
    public required Form Python { get; init; }

    /// <summary>Value for one sample.</summary>
    public required Func<IReadOnlyList<double>, double> Evaluate { get; init; }

    /// <summary>Partial derivatives by argument, as nodes; an entry is null where the derivative is 0 everywhere.</summary>
    public required IReadOnlyList<Func<GraphBuilder, OperationNode, Node>?> Derivatives { get; init; }

    /// <summary>Range of the result for arguments in given intervals, rounded outward.</summary>
    public required Func<IReadOnlyList<Interval>, Interval> Range { get; init; }

    /// <summary>Direction in which the result moves with each argument, wherever the others stand.</summary>
    public required IReadOnlyList<Monotonicity> Monotonicity { get; init; }

    /// <summary>Curvature over the whole domain, of all arguments together.</summary>
    public required Curvature Curvature { get; init; }

    /// <summary>Whether arguments lie where the result and its derivative are finite. Null where they always are.</summary>
    public Func<GraphBuilder, OperationNode, Node>? Fails { get; init; }

    /// <summary>Arguments at which the result and its derivative are finite: what stands in for those at which they are not.</summary>
    public required IReadOnlyList<double> Safe { get; init; }

    /// <summary>Name of the C# function whose gradient is 0, not NaN, where the operation fails; null where it never does.</summary>
    public string? Guarded { get; init; }

    /// <summary>Whether the result is a truth value.</summary>
    public bool IsBoolean { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Printed form of an operation.</summary>
/// <param name="Text">Text with a place for each argument.</param>
/// <param name="Precedence">How tightly it binds; an argument that binds less is put in brackets.</param>
public sealed record Form(string Text, int Precedence)
{
    /// <summary>Precedence of a name, a number, or a call: never in brackets.</summary>
    public const int Atom = 10;

    /// <summary>Precedence of a negation.</summary>
    public const int Unary = 8;

    /// <summary>Precedence of a product or quotient.</summary>
    public const int Product = 7;

    /// <summary>Precedence of a sum or difference.</summary>
    public const int Sum = 6;

    /// <summary>Precedence of a comparison.</summary>
    public const int Comparison = 4;

    /// <summary>Precedence of a choice between two values.</summary>
    public const int Choice = 1;

    /// <summary>A call of a function.</summary>
    public static Form Call(string text) => new(text, Atom);
}

/// <summary>Direction in which a result moves when one argument grows.</summary>
public enum Monotonicity
{
    /// <summary>It never falls.</summary>
    Nondecreasing,

    /// <summary>It never rises.</summary>
    Nonincreasing,

    /// <summary>It depends on where the arguments stand.</summary>
    Unknown,
}

/// <summary>Curvature of a result.</summary>
public enum Curvature
{
    /// <summary>A plane.</summary>
    Affine,

    /// <summary>Never above its chords.</summary>
    Convex,

    /// <summary>Never below its chords.</summary>
    Concave,

    /// <summary>Neither, or it depends.</summary>
    Unknown,
}
