using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Goldens;

/// <summary>`42-ppo`, `42-grpo`, `42-remax` and the reward models `42-reward-model-bt`, `42-odin`, `42-warm`.</summary>
internal static class ShapedTrainingGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("PPO machinery around the shaped reward, as in the PAR code", Ppo),
        new("GRPO variant of the PAR code (KL term as coded, see card)", Grpo),
        new("ReMax with shaped rewards", ReMax),
        new("Bradley-Terry reward model loss with optional L2", BradleyTerry),
        new("ODIN two-head reward model (rows 0..B-1 chosen, B..2B-1 rejected)", Odin),
        new("WARM: uniform average of reward-model weights (linear head shown)", Warm),
    ];

    private static GoldenTest Ppo(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens().Completion("reward", "shaped_reward")
            .Token("old_logp", "logp_old").Token("ref_logp").Token("logp").Token("old_value", "values_old").Token("value", "values");
        PpoPar objective = new()
        {
            Eta = golden.Number("kl_coef"),
            Discount = golden.Number("gamma"),
            Lambda = golden.Number("lam"),
            Clip = golden.Number("clip_eps"),
            ValueClip = golden.Number("critic_clip"),
        };
        return new GoldenTest(objective, batch.Batch())
            .Prepared()
            .Values("token_reward", batch.Tokens, "TokenReward")
            .Values("advantage", batch.Tokens, "Advantage")
            .Values("returns", batch.Tokens, "Return")
            .From("policy_loss", run => GoldenArray.Scalar(run.Values("PolicyLoss").Average()))
            .From("critic_loss", run => GoldenArray.Scalar(run.Values("CriticLoss").Average()))
            .Gradient("grad_logp", batch.Tokens, "logp")
            .Gradient("grad_values", batch.Tokens, "value");
    }

    private static GoldenTest Grpo(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens(groupSize: golden.Integer("group_size")).Completion("reward", "shaped_reward")
            .Token("old_logp", "logp_old").Token("ref_logp").Token("logp");
        return new GoldenTest(new GrpoPar { Eta = golden.Number("kl_coef"), Clip = golden.Number("clip_eps") }, batch.Batch())
            .Prepared()
            .Values("advantage", batch.Completions, "Advantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static GoldenTest ReMax(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens().Completion("reward", "shaped_reward").Completion("baseline_reward", "shaped_reward_greedy").Token("logp");
        return new GoldenTest(new ReMaxPar(), batch.Batch()).Prepared().Loss().Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static GoldenTest BradleyTerry(GoldenReader golden)
    {
        GoldenLayout layout = new(golden);
        int count = golden.Input("reward_chosen").Shape[0];
        GoldenAxis pairs = layout.Root("pair", count);
        GoldenAxis chosen = new("completion", [count], [.. Enumerable.Range(0, count)]), rejected = new("completion", [count], [.. Enumerable.Range(count, count)]);
        layout.Root("completion", 2 * count);
        layout.Link(pairs, "chosen", chosen).Link(pairs, "rejected", rejected).Column(chosen, "score", "reward_chosen").Column(rejected, "score", "reward_rejected");
        return new GoldenTest(new BradleyTerry { Regularization = golden.Number("l2") }, layout.Batch())
            .Loss()
            .Each("per_pair_loss", pairs)
            .Gradient("grad_reward_chosen", chosen, "score")
            .Gradient("grad_reward_rejected", rejected, "score");
    }

    private static GoldenTest Odin(GoldenReader golden)
    {
        GoldenLayout layout = new(golden);
        int count = golden.Input("quality").Shape[0] / 2;
        GoldenAxis pairs = layout.Root("pair", count);
        GoldenAxis completions = layout.Root("completion", 2 * count);
        GoldenAxis weights = layout.Root("head_weight", golden.Input("weight_quality").Shape);
        layout.Link(pairs, "chosen", completions, [.. Enumerable.Range(0, count)]).Link(pairs, "rejected", completions, [.. Enumerable.Range(count, count)])
            .Column(completions, "quality").Column(completions, "length_score", "length_head").Column(completions, "response_length")
            .Column(weights, "quality", "weight_quality").Column(weights, "length", "weight_length");
        return new GoldenTest(new Odin { LengthWeight = golden.Number("length_weight"), OrthogonalWeight = golden.Number("orthogonal_weight") }, layout.Batch())
            .Loss()
            .From("bt_loss", run => GoldenArray.Scalar(run.Values("Preference").Average()))
            .Values("length_loss", GoldenAxis.Batch, "Length")
            .Values("orthogonal_loss", GoldenAxis.Batch, "Orthogonality")
            .Gradient("grad_quality", completions, "quality")
            .Gradient("grad_length_head", completions, "length_score")
            .Gradient("grad_weight_quality", weights, "quality")
            .Gradient("grad_weight_length", weights, "length");
    }

    private static GoldenTest Warm(GoldenReader golden)
    {
        GoldenArray members = golden.Input("member_weights"), features = golden.Input("features");
        int outputs = members.Shape[1], width = members.Shape[2];
        double[] Merged()
        {
            using DisposeScope scope = NewDisposeScope();
            Dictionary<string, Tensor>[] models = [.. members.Values.Chunk(outputs * width).Select(member => new Dictionary<string, Tensor> { ["head"] = tensor(member).reshape(outputs, width) })];
            return [.. WeightAverage.Of(models)["head"].data<double>()];
        }

        double[] Output(double[] weights) => [.. weights.Chunk(width).Select(row => row.Zip(features.Values, (weight, feature) => weight * feature).Sum())];
        double[][] each = [.. members.Values.Chunk(outputs * width).Select(Output)];
        return GoldenTest.WithoutObjective()
            .Computed("merged_weights", () => new GoldenArray(Merged(), [outputs, width]))
            .Computed("merged_output", () => GoldenArray.Vector(Output(Merged())))
            .Computed("mean_of_outputs", () => GoldenArray.Vector([.. Enumerable.Range(0, outputs).Select(output => each.Average(values => values[output]))]));
    }
}
