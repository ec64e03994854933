using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Length-desensitised DPO (Liu et al. 2024): tokens beyond the length that both completions share count α.</summary>
/// <remarks>Applied to the policy and to the reference alike. At α = 1 it is <see cref="Dpo"/>.</remarks>
[Objective("ld-dpo", Source = "Liu et al. 2024, arXiv:2409.06411")]
[ReducesTo<Dpo>(nameof(Alpha), 1)]
public sealed partial record LdDpo
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>α: weight of the tokens beyond the shared length; 0 ignores them.</summary>
    [Range(0, 1)]
    public double Alpha { get; init; } = 0.5;

    [Loss]
    private Real Loss(Pair pair)
    {
        Real shared = SharedLength(pair);
        return Dpo.Link(Beta * (LogRatio(pair.Chosen, shared, Alpha) - LogRatio(pair.Rejected, shared, Alpha)));
    }

    internal static Real SharedLength(Pair pair) => Min(pair.Chosen.Tokens.Count(), pair.Rejected.Tokens.Count());

    internal static Real LogRatio(Completion y, Real sharedLength, Real alpha) =>
        y.Tokens.Sum(t => (t.AndBefore.Count() <= sharedLength ? 1 : alpha) * (t.LogProb - t.RefLogProb));
}
