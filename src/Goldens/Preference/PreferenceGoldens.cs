using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files of preference losses: `00-dpo-*`, `00-kto` and their sisters.</summary>
internal static class PreferenceGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("DPO loss_type=sigmoid", golden =>
        {
            golden.Expect("loss_type", "sigmoid");
            TwinLayout pairs = golden.Pairs().Token("logp", "ref_logp");
            return new GoldenTest(new Dpo { Beta = golden.Number("beta") }, pairs.Batch())
                .Loss()
                .Each("per_pair_loss", pairs.Elements)
                .Gradient("grad_logp_chosen", pairs.First, "logp")
                .Gradient("grad_logp_rejected", pairs.Second, "logp");
        }),
    ];
}
