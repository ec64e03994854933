using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Stop-gradients dropped; and added where the gradient goes several ways, so that it goes one less.</summary>
internal static class StopGradientMutations
{
    public static IEnumerable<Edit> Of(MutationSite site)
    {
        // Rewards, advantages and metrics are constants for the gradient, with or without it, and so is what is only compared.
        if (!site.CarriesGradient)
        {
            yield break;
        }

        if (site.Node is StopGradientNode stop)
        {
            yield return site.Change(MutationKind.StopGradient, $"the stop-gradient of {MutationSite.Short(stop.Value)} is dropped", arguments => arguments[0]);
        }

        if (site.Node is not OperationNode node)
        {
            yield break;
        }

        int[] ways = [.. Enumerable.Range(0, node.Arguments.Count).Where(i => node.Arguments[i].CarriesGradient && node.Operation.Derivatives[i] is not null)];
        foreach (int place in ways.Length > 1 ? ways : [])
        {
            yield return site.Change(MutationKind.StopGradient, $"{MutationSite.Short(node.Arguments[place])} in {MutationSite.Short(node)} passes no gradient", place, site.Builder.StopGradient);
        }
    }
}
