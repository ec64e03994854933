using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Signs, beside that of the whole formula.</summary>
internal static class SignMutations
{
    public static IEnumerable<Edit> Of(MutationSite site)
    {
        if (site.Node is OperationNode { Operation.Name: "negate" or "abs" } node)
        {
            yield return site.Change(MutationKind.Sign, $"{MutationSite.Short(node)} is {MutationSite.Short(node.Arguments[0])}", arguments => arguments[0]);
        }

        if (site.Node is OperationNode { Operation.Name: "subtract" } difference)
        {
            yield return site.Change(MutationKind.Sign, $"the difference {MutationSite.Short(difference)} is turned round", arguments => site.Builder.Subtract(arguments[1], arguments[0]));
        }
    }
}
