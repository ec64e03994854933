namespace Paragon.Formulas;

/// <summary>The smallest part of a formula that a proof fails at, and what would settle it.</summary>
internal static class Culprit
{
    /// <summary>Follows infinite ranges down to a part whose own parts have finite ones, or to an input.</summary>
    public static Verdict.Unknown OfInfinity(Node root, RangeAnalysis ranges)
    {
        Node at = root;
        while (at.Arguments.FirstOrDefault(argument => !argument.IsBoolean && !ranges.Of(argument).IsFinite()) is { } next)
        {
            at = next;
        }

        return new Verdict.Unknown(at, Declaration(at));
    }

    /// <summary>What would give a part a finite range.</summary>
    public static string Declaration(Node node) => node switch
    {
        ColumnNode column => $"Declare [Range(low, high)] on column '{column.Name}' of level '{column.Domain}'.",
        OptionNode option => $"Declare [Range(low, high)] with two finite ends on option '{option.Name}'.",
        ReduceNode { Reduction: Reduction.Sum or Reduction.LogSumExp } sum => $"The sum over '{sum.Link.From}' has as many terms as there are elements: use Mean, divide by a fixed number, or clamp the sum.",
        ScanNode scan => $"The running sum over '{scan.Neighbour.Level}' has no bound unless its rate is declared below 1.",
        OperationNode { Operation.Name: "divide" } quotient => $"Declare a range of '{quotient.Second()}' that stays away from 0, or add a small number to it.",
        OperationNode { Operation.Name: "log" or "log1p" or "log1mexp" or "sqrt" or "root" or "power" } operation => $"Declare a range of '{operation.First()}' that stays away from the end of the domain of {operation.Operation.Name}, or clamp it.",
        OperationNode { Operation.Name: "exp" or "expm1" } exp => $"Clamp '{exp.First()}', or declare a range of what it is made of that keeps it below 88.7.",
        CountNode count => $"The number of elements of '{count.Link.From}' has no bound: divide by it, or clamp it.",
        ParameterNode parameter => $"Parameter {parameter.Index} stands for any number: ask where the formula is called.",
        _ => $"Clamp '{node}' to the values that are meant.",
    };
}
