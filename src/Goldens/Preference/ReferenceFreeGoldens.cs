using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Pairwise losses without a reference policy: ORPO, the family of TRL's CPO trainer, SLiC-HF.</summary>
internal static class ReferenceFreeGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new GoldenAdapter("ORPO", golden => Test(golden, new Orpo { Beta = golden.Number("beta", 0.1) })),
        new GoldenAdapter("SimPO", golden => Test(golden, CpoFamily(golden, "simpo"))),
        new GoldenAdapter("CPO", golden => Test(golden, CpoFamily(golden, "sigmoid"))),
        new GoldenAdapter("AlphaPO reward transform inside SimPO", golden => Test(golden, CpoFamily(golden, "simpo"))),
        new GoldenAdapter("SLiC-HF calibration", golden => Test(golden, new SlicHf
        {
            Margin = golden.Number("delta", 1),
            Regularization = golden.Number("lam", 0.1),
        })),
    ];

    private static GoldenTest Test(GoldenReader golden, IObjective objective) => PairTest.Of(objective, golden.Pairs().Token("logp"));

    /// <summary>The objective that the parameters of TRL's CPO trainer mean.</summary>
    private static IObjective CpoFamily(GoldenReader golden, string byDefault)
    {
        string type = golden.Text("loss_type", byDefault);
        double labelSmoothing = golden.Number("label_smoothing", 0);
        double gamma = golden.Number("simpo_gamma", 0.5);
        double alpha = golden.Number("alpha", 0);
        double beta = golden.Number("beta", type == "simpo" ? 2 : 0.1);
        double cloning = golden.Number("cpo_alpha", byDefault == "simpo" ? 0 : 1);
        if (alpha != 0 && type != "simpo")
        {
            throw new GoldenException($"{golden.Case.Where}: 'alpha' goes with the loss type simpo, not with '{type}'.");
        }

        return type switch
        {
            "simpo" when golden.Has("alpha") => new AlphaPo { Alpha = alpha, Beta = beta, Gamma = gamma, LabelSmoothing = labelSmoothing, BehaviorCloning = cloning },
            "simpo" => new Simpo { Beta = beta, Gamma = gamma, LabelSmoothing = labelSmoothing, BehaviorCloning = cloning },
            _ => new Cpo { Beta = beta, Link = Link(golden, type), LabelSmoothing = labelSmoothing, BehaviorCloning = cloning },
        };
    }

    private static CpoLink Link(GoldenReader golden, string type) => type switch
    {
        "sigmoid" => CpoLink.Logistic,
        "hinge" => CpoLink.Hinge,
        "ipo" => CpoLink.Ipo,
        _ => throw new GoldenException($"{golden.Case.Where}: the CPO loss type '{type}' is none of sigmoid, hinge, ipo, simpo."),
    };
}
