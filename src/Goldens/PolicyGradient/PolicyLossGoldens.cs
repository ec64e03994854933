using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>CISPO of both libraries, and verl's GMPO, KL-Cov and GPG losses.</summary>
internal static class PolicyLossGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("CISPO (TRL and verl flavours)", golden => golden.Losses().Test(Cispo(golden))),
        new("GMPO geometric-mean policy loss", golden => golden.Losses().Test(new Gmpo { ClipLow = golden.Number("eps_low"), ClipHigh = golden.Number("eps_high") })),
        new("KL-Cov loss", golden => golden.Losses().Test(new KlCov
        {
            Ratio = golden.Number("ratio"),
            Coefficient = golden.Number("coef"),
            Aggregation = golden.Choice<LossAggregation>("agg", LossAggregation.TokenMean),
            ScaleFactor = golden.ScaleFactor(),
        })),
        new("GPG / plain REINFORCE loss", golden =>
        {
            TokenLayout batch = golden.Tokens().Token("logp").Token("advantage", "adv").Token("importance_weight", "is_ratio", optional: true);
            return batch.Test(new Gpg { Aggregation = golden.Choice<LossAggregation>("agg", LossAggregation.TokenMean), ScaleFactor = golden.ScaleFactor() });
        }),
    ];

    private static IObjective Cispo(GoldenReader golden)
    {
        if (golden.Expect("flavour", "trl", "verl").Text("flavour") == "trl")
        {
            // TRL's has no lower bound, and always the mean over tokens.
            golden.Ignore("eps_low").Expect("agg", "token-mean");
            return new Cispo { MaxRatio = golden.Number("eps_high") };
        }

        return new CispoVerl
        {
            ClipLow = golden.Number("eps_low"),
            ClipHigh = golden.Number("eps_high"),
            Aggregation = golden.Choice<LossAggregation>("agg", LossAggregation.TokenMean),
            ScaleFactor = golden.ScaleFactor(),
        };
    }
}
