using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Methods whose step rewards are a second model's log-ratio: implicit PRM, PRIME, OPRL.</summary>
internal static class ImplicitRewardGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("Implicit PRM", ImplicitPrm),
        new("PRIME", Prime),
        new("OPRL", Oprl),
    ];

    private static GoldenTest ImplicitPrm(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens().Token("logp", "prm_logp").Token("reward_logp", "prm_logp").Token("ref_logp");
        GoldenAxis steps = Steps(golden, batch);
        double beta = golden.Number("beta");
        IObjective loss = Loss(golden, batch, golden.Text("loss"), beta);
        ImplicitPrmScore score = new() { Beta = beta, Score = golden.Choice<StepScore>("score"), Aggregate = golden.Choice<StepAggregate>("aggregate") };
        return new GoldenTest(loss, batch.Batch())
            .Loss()
            .Gradient("grad_prm_logp", batch.Tokens, "logp")
            .AndValues(score, "token_reward", batch.Tokens, "TokenReward")
            .AndValues(score, "step_reward", steps, "StepReward")
            .AndValues(score, "step_q", steps, "StepValue")
            .AndValues(score, "outcome_reward", batch.Completions, "OutcomeReward")
            .AndValues(score, "score", batch.Completions, "ResponseScore");
    }

    /// <summary>The loss, on judged examples or on pairs: of the right responses and the wrong ones, those at the same place among their own.</summary>
    private static IObjective Loss(GoldenReader golden, TokenLayout batch, string loss, double beta)
    {
        double[] labels = golden.Input("label").Values;
        if (loss != "dpo")
        {
            GoldenAxis examples = batch.Layout.Root("example", batch.Completions.Shape);
            batch.Layout.Link(examples, "completion", batch.Completions).Column(examples, "desirable", "label");
            return loss switch
            {
                "ce" => new ImplicitPrm { Beta = beta },
                "kto" => new ImplicitPrmKto { Beta = beta },
                _ => throw new GoldenException($"{golden.Case.Where}, params.loss: '{loss}' is none of ce, dpo, kto."),
            };
        }

        int[] right = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] != 0)];
        int[] wrong = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == 0)];
        if (right.Length != wrong.Length)
        {
            throw new GoldenException($"{golden.Case.Where}: {right.Length} right responses cannot be paired with {wrong.Length} wrong ones.");
        }

        GoldenAxis pairs = batch.Layout.Root("pair", right.Length);
        batch.Layout.Link(pairs, "chosen", batch.Completions, right).Link(pairs, "rejected", batch.Completions, wrong);
        return new Dpo { Beta = beta };
    }

    private static GoldenAxis Steps(GoldenReader golden, TokenLayout batch)
    {
        GoldenArray ids = golden.Input("step_id");
        int width = ids.Shape[1], count = (int)ids.Values.Max() + 1;
        int[] places = [.. ids.Values.Select((id, place) => id < 0 || batch.Tokens.Rows[place] < 0 ? -1 : (place / width * count) + (int)id)];
        GoldenArray present = GoldenArray.Filled(0, ids.Shape[0], count);
        foreach (int place in places.Where(place => place >= 0))
        {
            present.Values[place] = 1;
        }

        GoldenAxis steps = batch.Layout.Under(batch.Completions, "step", present);
        batch.Layout.Link(batch.Tokens, "step", steps, places);
        return steps;
    }

    private static GoldenTest Prime(GoldenReader golden)
    {
        // The cases' losses are all computed from logits here; 'stable' says how the reference did.
        golden.Ignore("stable");
        TokenLayout batch = golden.Tokens(groupSize: golden.Integer("group_size"))
            .Token("logp", "prm_logp").Token("reward_logp", "prm_logp").Token("ref_logp").Completion("reward", "acc");
        Prime objective = new()
        {
            Beta = golden.Number("beta"),
            Discount = golden.Number("gamma"),
            Normalizes = golden.Expect("norm", "none", "batch_norm").Text("norm") == "batch_norm",
            ProcessWeight = golden.Number("process_coef"),
            Baseline = golden.Expect("baseline", "paper", "code").Text("baseline") == "code" ? PrimeBaseline.Scaled : PrimeBaseline.LeaveOneOut,
        };
        return new GoldenTest(objective, batch.Batch())
            .Values("process_reward", batch.Tokens, "ProcessReward")
            .Values("returns", batch.Tokens, "Return")
            .Values("adv", batch.Tokens, "Advantage")
            .AndLoss(((ITrainsRewardModel)objective).RewardModelObjective, "prm_loss", "grad_prm_logp", batch.Tokens, "logp");
    }

    private static GoldenTest Oprl(GoldenReader golden)
    {
        GoldenArray mask = golden.Input("mask"), outcome = golden.Input("outcome");
        int[] trajectories = [.. golden.Input("traj").Values.Select(value => (int)value)];
        int[] places = [.. trajectories.Select((own, step) => trajectories.Take(step).Count(other => other == own))];
        int count = outcome.Shape[0], longest = places.Max() + 1, width = mask.Shape[1];
        GoldenLayout layout = new(golden);
        GoldenArray group = golden.Input("group");
        (_, GoldenAxis completions) = layout.Grouped("group", "completion", GoldenArray.Vector([.. Enumerable.Range(0, count).Select(k => group.Values[Array.IndexOf(trajectories, k)])]));

        // Step s is the places[s]-th of its trajectory; its tokens stand one step after the other there.
        GoldenArray steps = GoldenArray.Filled(0, count, longest), tokens = GoldenArray.Filled(0, count, longest * width);
        int[] stepPlaces = [.. places.Select((place, step) => (trajectories[step] * longest) + place)];
        int[] tokenPlaces = [.. Enumerable.Range(0, mask.Values.Length).Select(place => (stepPlaces[place / width] * width) + (place % width))];
        for (int place = 0; place < tokenPlaces.Length; place++)
        {
            steps.Values[stepPlaces[place / width]] = 1;
            tokens.Values[tokenPlaces[place]] = mask.Values[place];
        }

        GoldenAxis ofSteps = layout.Under(completions, "turn", steps), ofTokens = layout.Under(completions, "token", tokens);
        GoldenAxis stepAxis = new("turn", [places.Length], [.. stepPlaces.Select(place => ofSteps.Rows[place])]);
        GoldenAxis tokenAxis = new("token", mask.Shape, [.. tokenPlaces.Select(place => ofTokens.Rows[place])]);
        layout.Link(tokenAxis, "turn", stepAxis, [.. Enumerable.Range(0, mask.Values.Length).Select(place => place / width)])
            .Column(completions, "reward", outcome)
            .Column(tokenAxis, "logp", "prm_logp").Column(tokenAxis, "reward_logp", "prm_logp").Column(tokenAxis, "old_logp");
        Oprl objective = new()
        {
            Beta = golden.Number("beta"),
            Alpha = golden.Number("alpha"),
            Score = golden.Choice<OprlScore>("traj_agg"),
            Pairs = golden.Choice<OprlPairs>("pairs"),
            Normalization = golden.Choice<OprlNormalization>("norm"),
            Epsilon = golden.Number("eps"),
        };
        return new GoldenTest(objective, layout.Batch())
            .Values("step_reward", stepAxis, "StepReward")
            .Values("episode_adv", completions, "EpisodeAdvantage")
            .Values("step_adv", stepAxis, "StepAdvantage")
            .Values("adv", stepAxis, "Advantage")
            .AndLoss(((ITrainsRewardModel)objective).RewardModelObjective, "prm_loss", "grad_prm_logp", tokenAxis, "logp");
    }
}
