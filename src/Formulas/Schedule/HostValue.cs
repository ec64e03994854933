namespace Paragon.Formulas;

/// <summary>Values that are one number for all elements.</summary>
public static class HostValue
{
    /// <summary>Whether a value is known before any element is looked at: made of numbers, options and statistics.</summary>
    public static bool IsKnown(Node node) => node switch
    {
        ConstantNode or OptionNode or StatisticNode => true,
        OperationNode operation => operation.Arguments.All(IsKnown),
        GatherNode { Link: RootLink } gather => IsKnown(gather.Value),
        _ => false,
    };

    /// <summary>Whether a node chooses between values by what is known before any element is looked at.</summary>
    public static bool IsChoice(Node node) => node is OperationNode { Operation.Name: "select" } choice && IsKnown(choice.Arguments[0]) && !IsKnown(choice);

    /// <summary>Whether a value has one entry: it belongs to the whole batch, or to no element at all.</summary>
    public static bool IsScalar(Node node) => node.Domain is null or { IsBatch: true };
}
