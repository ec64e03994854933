using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Choices that choose otherwise: branches swapped, one always taken, a condition turned round, dropped or wider.</summary>
internal static class BranchMutations
{
    public static IEnumerable<Edit> Of(MutationSite site)
    {
        if (site.Node is not OperationNode node)
        {
            return [];
        }

        GraphBuilder b = site.Builder;
        string text = MutationSite.Short(node);
        Edit Always(int place) => site.Change(MutationKind.Branch, $"{text} is always {MutationSite.Short(node.Arguments[place])}", arguments => arguments[place]);
        Edit Turned() => site.Change(MutationKind.Branch, $"the condition {text} is turned round", arguments => b.Not(b.Apply(node.Operation, arguments)));
        return node.Operation.Name switch
        {
            "select" => [site.Change(MutationKind.Branch, $"the branches of {text} are swapped", arguments => b.Select(arguments[0], arguments[2], arguments[1])), Always(1), Always(2)],
            "min" or "max" => [Always(0), Always(1)],
            "and" or "or" => [Always(0), Always(1), Turned()],
            "less" => [Turned(), site.Change(MutationKind.Branch, $"{text} also holds at equality", arguments => b.LessOrEqual(arguments[0], arguments[1]))],
            "lessorequal" => [Turned(), site.Change(MutationKind.Branch, $"{text} does not hold at equality", arguments => b.Less(arguments[0], arguments[1]))],
            "equal" or "not" => [Turned()],
            _ => [],
        };
    }
}
