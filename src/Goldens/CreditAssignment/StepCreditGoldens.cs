using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Methods that reward steps by what they contribute: SPA-RL, PAV, IGPO.</summary>
internal static class StepCreditGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("SPA-RL", SpaRl),
        new("PAV effective reward", Pav),
        new("PAV verifier training (soft-label BCE)", PavVerifier),
        new("IGPO", Igpo),
    ];

    private static GoldenTest SpaRl(GoldenReader golden)
    {
        StepLayout batch = StepLayout.Of(golden, "turn")
            .Token("reward_value", "contrib").Token("value", "contrib").Step("grounding").Completion("reward", "final_reward");
        SpaRl objective = new() { Alpha = golden.Number("alpha"), Beta = golden.Number("beta"), Discount = golden.Number("gamma") };
        return new GoldenTest(objective, batch.Batch())
            .Values("predicted", batch.Completions, "Predicted")
            .Values("step_reward", batch.Steps, "StepReward")
            .Values("step_return", batch.Steps, "StepReturn")
            .AndValues(objective with { WeighsByRemainingSteps = true }, "step_reward_code_weighted", batch.Steps, "StepReward")
            .AndLoss(((ITrainsRewardModel)objective).RewardModelObjective, "pe_loss", "grad_contrib", batch.Tokens, "value");
    }

    private static GoldenTest Pav(GoldenReader golden)
    {
        StepLayout batch = StepLayout.Of(golden, "step")
            .Completion("prover_value", "prover_v0").Step("prover_value", "prover_q").Step("base_value", "base_q").Token("logp");
        Pav objective = new()
        {
            Alpha = golden.Number("alpha"),
            BestOfK = golden.Expect("prover", "given", "best_of_k").Text("prover") == "best_of_k",
            Attempts = golden.Integer("K", 1),
        };
        return new GoldenTest(objective, batch.Batch())
            .Prepared()
            .Values("prover_adv", batch.Steps, "ProverAdvantage")
            .Values("effective_reward", batch.Steps, "EffectiveReward")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    /// <summary>The file's predictions are of every place, also where the mask leaves it out: a batch without mask has them.</summary>
    private static GoldenTest PavVerifier(GoldenReader golden)
    {
        PavVerifier verifier = new();
        StepLayout batch = StepLayout.Of(golden, "step").Token("value", "logit").Step("success_rate", "mc_success");
        StepLayout unmasked = StepLayout.Of(golden, "step", GoldenArray.Filled(1, batch.Steps.Shape)).Token("value", "logit");
        PackedBatch places = unmasked.Batch();
        return new GoldenTest(verifier, batch.Batch())
            .Loss()
            .Gradient("grad_logit", batch.Tokens, "value")
            .From("pred_q", run => unmasked.Steps.Unpack(run.Backend.Values(run.Objective, "Predicted", places)));
    }

    private static GoldenTest Igpo(GoldenReader golden)
    {
        GoldenArray turns = golden.Input("turn_mask"), answer = golden.Input("answer_mask"), ofToken = golden.Input("token_turn");
        int turnCount = turns.Shape[1], answerLength = answer.Shape[1], width = ofToken.Shape[1];
        TokenLayout batch = golden.Tokens(group: "group").Token("logp").Token("old_logp").Completion("reward", "outcome");
        GoldenAxis axis = batch.Layout.Under(batch.Completions, "turn", turns);
        batch.Layout.Link(batch.Tokens, "turn", axis, [.. ofToken.Values.Select((turn, place) => turn < 0 ? -1 : (place / width * turnCount) + (int)turn)]);
        GoldenArray read = GoldenArray.Filled(0, turns.Shape[0], turnCount, answerLength);
        for (int place = 0; place < read.Values.Length; place++)
        {
            read.Values[place] = answer[place / (turnCount * answerLength), place % answerLength];
        }

        batch.Layout.Column(batch.Layout.Under(axis, "answer", read), "logp", "answer_logp");
        Igpo objective = new()
        {
            Gain = golden.Choice<InformationGain>("gain"),
            Pool = golden.Choice<RewardPool>("norm"),
            Discount = golden.Number("gamma"),
            Scales = golden.Flag("scale"),
            Epsilon = golden.Number("eps"),
            Clip = golden.Number("clip"),
            Beta = 0,
        };
        return new GoldenTest(objective, batch.Batch())
            .Prepared()
            .Values("turn_reward", axis, "TurnReward")
            .Values("turn_return", axis, "TurnReturn")
            .Values("adv", batch.Tokens, "Advantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }
}
