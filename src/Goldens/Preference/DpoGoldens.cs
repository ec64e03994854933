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
        GoldenTest test;
        if (golden.HasInput("logits_chosen"))
        {
            LogitInputs logits = LogitInputs.Of(golden, pairs);
            test = parts.Count == 1 ? new GoldenTest(parts[0].Objective, pairs.Batch()).Loss() : Sum(parts, pairs);
            return parameters.Weighted ? logits.Expect(test).From("weight_chosen", run => Weight(run, pairs.FirstCompletions)).From("weight_rejected", run => Weight(run, pairs.SecondCompletions)) : logits.Expect(test);
        }

        pairs.Token("logp");
        return parts.Count == 1 ? PairTest.Of(parts[0].Objective, pairs) : Sum(parts, pairs);
    }

    /// <summary>The weights are those of <see cref="Wpo"/> whatever loss they multiply.</summary>
    private static GoldenArray Weight(GoldenRun run, GoldenAxis completions)
    {
        Wpo wpo = new();
        Stage weight = ((IObjective)wpo).Stages.Single(stage => stage.Kind == StageKind.Metric);
        return completions.Unpack(run.Backend.Values(wpo, weight, run.Test.Batch));
    }

    /// <summary>A weighted sum of objectives: what a mixture with optimal transport means, which needs the whole batch and is no one objective.</summary>
    private static GoldenTest Sum(IReadOnlyList<(double Weight, IObjective Objective)> parts, TwinLayout pairs) =>
        new GoldenTest(parts[0].Objective, pairs.Batch())
            .From("loss", run => GoldenArray.Scalar(parts.Sum(part => part.Weight * run.Backend.Loss(part.Objective, run.Test.Batch).Value)))
            .From("grad_logp_chosen", run => Gradient(run, parts, pairs.First))
            .From("grad_logp_rejected", run => Gradient(run, parts, pairs.Second));

    private static GoldenArray? Gradient(GoldenRun run, IReadOnlyList<(double Weight, IObjective Objective)> parts, GoldenAxis tokens)
    {
        double[] total = new double[run.Test.Batch.Rows("token")];
        foreach ((double weight, IObjective objective) in parts)
        {
            if (run.Backend.Loss(objective, run.Test.Batch).Gradient is not { } gradient)
            {
                return null;
            }

            double[] part = gradient[new ColumnName("token", "logp")];
            for (int row = 0; row < total.Length; row++)
            {
                total[row] += weight * part[row];
            }
        }

        return tokens.Unpack(total);
    }
}
