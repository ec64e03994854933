using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Bounds of a clip swapped, moved and dropped; a bound that a minimum or a maximum sets, moved.</summary>
internal static class ClipMutations
{
    private const double Step = 0.01;

    public static IEnumerable<Edit> Of(MutationSite site) => site.Node switch
    {
        OperationNode { Operation.Name: "clamp" } clamp => Clamp(site, clamp),
        OperationNode { Operation.Name: "min" or "max" } limit => Limit(site, limit),
        _ => [],
    };

    private static IEnumerable<Edit> Clamp(MutationSite site, OperationNode clamp)
    {
        GraphBuilder b = site.Builder;
        string text = MutationSite.Short(clamp);
        yield return site.Change(MutationKind.Clip, $"the bounds of {text} are swapped", arguments => b.Apply(Comparisons.Clamp, arguments[0], arguments[2], arguments[1]));
        yield return site.Change(MutationKind.Clip, $"{text} has no lower bound", arguments => b.Apply(Comparisons.Min, arguments[0], arguments[2]));
        yield return site.Change(MutationKind.Clip, $"{text} has no upper bound", arguments => b.Apply(Comparisons.Max, arguments[0], arguments[1]));
        foreach ((int place, string name) in new[] { (1, "lower"), (2, "upper") })
        {
            if (!IsInfinite(clamp.Arguments[place]))
            {
                yield return site.Change(MutationKind.Clip, $"the {name} bound of {text} is {Step} larger", place, bound => b.Add(bound, b.Number(Step)));
            }
        }
    }

    private static IEnumerable<Edit> Limit(MutationSite site, OperationNode limit)
    {
        GraphBuilder b = site.Builder;
        foreach (int place in new[] { 0, 1 }.Where(place => limit.Arguments[place].Domain is null && !IsInfinite(limit.Arguments[place])))
        {
            yield return site.Change(MutationKind.Clip, $"the bound {MutationSite.Short(limit.Arguments[place])} of {MutationSite.Short(limit)} is {Step} larger", place, bound => b.Add(bound, b.Number(Step)));
        }
    }

    private static bool IsInfinite(Node node) => node is ConstantNode constant && double.IsInfinity(constant.Value);
}
