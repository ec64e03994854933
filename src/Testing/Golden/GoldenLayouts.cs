namespace Paragon.Testing;

/// <summary>The layouts that most golden cases have.</summary>
public static class GoldenLayouts
{
    /// <summary>Completions and tokens from a mask [N, T].</summary>
    /// <param name="golden">The case.</param>
    /// <param name="mask">Name of the mask among the inputs.</param>
    /// <param name="group">Name of the input that numbers each completion's group; without groups when null.</param>
    /// <param name="groupSize">Number of completions in each group, in order; used where there is no such input.</param>
    /// <param name="withoutEmpty">Leaves out completions that have no token.</param>
    public static TokenLayout Tokens(this GoldenReader golden, string mask = "mask", string? group = null, int? groupSize = null, bool withoutEmpty = false)
    {
        GoldenArray array = golden.Input(mask);
        int count = array.Shape[0];
        GoldenLayout layout = new(golden);
        if (group is not null || groupSize is not null)
        {
            GoldenArray numbers = group is not null ? golden.Input(group) : GoldenArray.Vector([.. Enumerable.Range(0, count).Select(i => (double)(i / groupSize!.Value))]);
            (GoldenAxis groups, GoldenAxis completions) = layout.Grouped("group", "completion", numbers);
            return new TokenLayout(layout, groups, completions, layout.Under(completions, "token", array));
        }

        GoldenAxis rows = layout.Root("completion", count);
        if (withoutEmpty)
        {
            layout = new GoldenLayout(golden);
            bool[] kept = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, array.Shape[1]).Any(t => array[i, t] != 0)).ToArray();
            layout.Root("completion", kept.Count(keep => keep));
            rows = rows with { Rows = [.. kept.Select((keep, i) => keep ? kept.Take(i).Count(before => before) : -1)] };
        }

        return new TokenLayout(layout, null, rows, layout.Under(rows, "token", array));
    }

    /// <summary>Pairs from the masks [B, T] of chosen and rejected completions. Inputs of tokens are named x_chosen and x_rejected.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="mask">Beginning of the masks' names.</param>
    /// <param name="first">What ends the names of the chosen completions' inputs.</param>
    /// <param name="second">What ends the names of the rejected completions' inputs.</param>
    public static TwinLayout Pairs(this GoldenReader golden, string mask = "mask", string first = "chosen", string second = "rejected") =>
        TwinLayout.Of(golden, "pair", "chosen", "rejected", $"{{0}}_{first}", $"{{0}}_{second}", mask);

    /// <summary>Labelled examples with a mismatched completion each, from the masks 'mask' and 'kl_mask' [B, T]. Inputs of tokens are named x and kl_x.</summary>
    public static TwinLayout Examples(this GoldenReader golden, string mask = "mask") =>
        TwinLayout.Of(golden, "example", "completion", "mismatched", "{0}", "kl_{0}", mask);
}
