using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>DPO, its loss types, their mixtures and modifications. Every file of them may use every parameter of TRL's DPO trainer.</summary>
internal static class DpoGoldens
{
    private static readonly string[] Methods =
    [
        "DPO loss_type=sigmoid", "DPO loss_type=hinge", "DPO loss_type=ipo", "DPO loss_type=exo_pair", "DPO loss_type=nca_pair",
        "DPO loss_type=robust", "DPO loss_type=bco_pair", "DPO loss_type=sppo_hard", "DPO loss_type=aot",
        "DPO loss_type=aot_unpaired", "DPO loss_type=apo_zero", "DPO loss_type=apo_down", "DPO loss_type=discopop",
        "DPO loss_type=sft", "DPO loss_type=sigmoid_norm", "f-DPO score transforms", "weighted sum of DPO loss types",
        "LD-DPO length desensitisation", "WPO weighting of the DPO loss",
    ];

    public static IEnumerable<GoldenAdapter> All =>
    [
        .. Methods.Select(method => new GoldenAdapter(method, Make)),
        new GoldenAdapter("conservative DPO (label-smoothed sigmoid)", golden => PairTest.Of(
            new CDpo { Beta = golden.Number("beta", 0.1), LabelSmoothing = golden.Number("label_smoothing", 0.1) },
            golden.Pairs().Token("logp", "ref_logp"))),
    ];

    private static GoldenTest Make(GoldenReader golden)
    {
        DpoCase parameters = new(golden);
        IReadOnlyList<(double Weight, IObjective Objective)> parts = parameters.Parts();
        TwinLayout pairs = golden.Pairs().Token("ref_logp");
        LogitInputs? logits = golden.HasInput("logits_chosen") ? LogitInputs.Of(golden, pairs) : null;
        if (logits is null)
        {
            pairs.Token("logp");
        }

        GoldenTest test = parts is [(1, not DpoMixture)] ? PairTest.Of(parts[0].Objective, pairs) : PairTest.Of(parts, pairs);
        return logits is null ? test : logits.Expect(test, parts)
            .From("weight_chosen", run => Weight(run, pairs.FirstCompletions))
            .From("weight_rejected", run => Weight(run, pairs.SecondCompletions));
    }

    /// <summary>The weights are those of <see cref="Wpo"/> whatever loss they multiply.</summary>
    private static GoldenArray Weight(GoldenRun run, GoldenAxis completions)
    {
        IObjective wpo = new Wpo();
        return completions.Unpack(run.Backend.Values(wpo, wpo.Stages.Single(stage => stage.Kind == StageKind.Metric), run.Test.Batch));
    }
}
