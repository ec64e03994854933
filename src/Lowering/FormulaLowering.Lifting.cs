using Paragon.Formulas;

namespace Paragon.Lowering;

/// <content>How a value of an outer variable is brought to an inner one.</content>
public sealed partial class FormulaLowering
{
    /// <summary>The value of an outer scope for each element of an inner one's domain.</summary>
    private Node Lift(NodeValue value, Scope target)
    {
        if (value.Scope is null || value.Scope == target || value.Node.Domain is null)
        {
            return value.Node;
        }

        if (target.Outer is null)
        {
            throw new OutOfReachException(value.Scope);
        }

        Node outside = Lift(value, target.Outer);
        if (target.IsJoin)
        {
            return _b.Gather(target.Entry!, outside);
        }

        // A member determines its set's owner, so only what belongs to the owner comes in.
        return Peel(outside, target.Root) is { } owned
            ? _b.Gather(target.Entry!, owned)
            : throw new OutOfReachException(target);
    }

    /// <summary>The value at the end of a path whose gathering along the path the node is, or null where it is no such thing.</summary>
    private Node? Peel(Node node, LinkPath path)
    {
        foreach (Link link in path.Links)
        {
            if (node is ConstantNode or OptionNode || node.Domain is null)
            {
                return node;
            }

            if (node is not GatherNode gather)
            {
                return null;
            }

            if (gather.Link.Key == link.Key)
            {
                node = gather.Value;
            }
            else if (gather.Link is RootLink && !link.Optional)
            {
                node = link.To.IsBatch ? gather.Value : _b.Gather(new RootLink(link.To), gather.Value);
            }
            else
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>Links from an inner scope's domain to an element of an outer scope, or null where they do not determine it.</summary>
    private static LinkPath? PathFrom(Scope scope, ElementValue element)
    {
        if (scope == element.Scope)
        {
            return element.Path;
        }

        if (scope.Outer is null || PathFrom(scope.Outer, element) is not { } outside)
        {
            return null;
        }

        if (scope.IsJoin)
        {
            return LinkPath.Empty.Then(scope.Entry!).Then(outside);
        }

        bool startsAtOwner = outside.Links.Count >= scope.Root.Links.Count
            && scope.Root.Links.Zip(outside.Links, (expected, found) => expected.Key == found.Key).All(same => same);
        return startsAtOwner
            ? LinkPath.Empty.Then(scope.Entry!).Then(new LinkPath(new(outside.Links.Skip(scope.Root.Links.Count))))
            : null;
    }
}
