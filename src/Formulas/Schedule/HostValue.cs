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

    /// <summary>Whether options alone decide a value.</summary>
    public static bool IsDecided(Node node) => node is not StatisticNode && IsKnown(node) && node.Arguments.All(IsDecided);

    /// <summary>Whether a node chooses by options alone between values that they do not decide.</summary>
    public static bool IsChoice(Node node) => node is OperationNode { Operation.Name: "select" } choice && IsDecided(choice.Arguments[0]) && !IsKnown(choice);

    /// <summary>Whether a value has one entry: it belongs to the whole batch, or to no element at all.</summary>
    public static bool IsScalar(Node node) => node.Domain is null or { IsBatch: true };
}
