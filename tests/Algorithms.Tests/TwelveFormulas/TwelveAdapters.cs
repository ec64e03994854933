using Paragon.Testing;

namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>How the golden files of formulas 5 to 12 map onto them; 1 to 4 are methods of the library.</summary>
internal static class TwelveAdapters
{
    public static IReadOnlyList<GoldenAdapter> All { get; } =
    [
        new("TEMPO", Tempo),
        new("Rank-GRPO", RankGrpo),
        new("MA-RLHF macro-action PPO", MacroActions),
        new("PRIME", Prime),
        new("G-RA gated reward accumulation", Gated),
        new("AlignDistil", AlignDistil),
    ];

    private static GoldenTest Tempo(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens(group: "group").Completion("reward", "rewards").Token("logp").Token("old_logp");
        PrefixTree.Add(batch, golden.Input("responses"), golden.Input("group"), golden.Input("mask"));
        return new GoldenTest(
            new Tempo { ClipLow = golden.Number("clip_low"), ClipHigh = golden.Number("clip_high"), Epsilon = golden.Number("eps"), Scale = golden.Flag("scale") },
            batch.Batch())
            .Prepared()
            .Values("adv", batch.Tokens, "Advantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static GoldenTest RankGrpo(GoldenReader golden)
    {
        GoldenArray items = golden.Input("seg_ids");
        int count = items.Shape[0];
        int ranks = golden.Integer("ranks");
        int size = golden.Integer("group_size");
        TokenLayout batch = golden.Tokens(groupSize: size).Token("logp").Token("old_logp").Token("ref_logp");
        GoldenLayout layout = batch.Layout;
        GoldenAxis lists = layout.Under(batch.Completions, "rank", GoldenArray.Filled(1, count, ranks + 1));
        GoldenAxis slots = layout.Under(batch.Groups!, "slot", GoldenArray.Filled(1, count / size, ranks + 1));
        layout.Link(lists, "slot", slots, [.. Enumerable.Range(0, count * (ranks + 1)).Select(place => (place / (ranks + 1) / size * (ranks + 1)) + (place % (ranks + 1)))]);
        layout.Link(batch.Tokens, "rank", lists, [.. items.Values.Select((item, place) => (place / items.Shape[1] * (ranks + 1)) + (int)Math.Clamp(item, 0, ranks))]);
        GoldenArray rewards = GoldenArray.Filled(0, count, ranks + 1);
        GoldenArray overflow = GoldenArray.Filled(0, count, ranks + 1);
        GoldenArray given = golden.Input("rank_rewards");
        for (int row = 0; row < count; row++)
        {
            Array.Copy(given.Values, row * ranks, rewards.Values, row * (ranks + 1), ranks);
            overflow.Values[(row * (ranks + 1)) + ranks] = 1;
        }

        layout.Column(lists, "reward", rewards).Column(lists, "is_overflow", overflow)
            .Column(batch.Tokens, "item", "seg_ids").Column(batch.Tokens, "is_end", "eos_mask");
        RankGrpo objective = new()
        {
            Ranks = ranks,
            Scale = golden.Flag("scale"),
            ClipLow = golden.Number("clip_low"),
            ClipHigh = golden.Number("clip_high"),
            Beta = golden.Number("beta"),
            Aggregation = golden.Choice<RankAggregation>("agg"),
            MaxLength = items.Shape[1],
            LengthShaping = golden.Flag("length_shaping"),
            EndReward = golden.Number("end_reward", 0),
            OverflowPenalty = golden.Number("overflow_penalty", 0),
            EarlyStopPenalty = golden.Number("early_stop_penalty", 0),
        };
        GoldenAxis shown = new("rank", [count, ranks], [.. lists.Rows.Where((_, place) => place % (ranks + 1) < ranks)]);
        return new GoldenTest(objective, layout.Batch())
            .Prepared()
            .Values("rank_adv", shown, "RankAdvantage")
            .Values("token_adv", batch.Tokens, "TokenAdvantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static GoldenTest MacroActions(GoldenReader golden)
    {
        GoldenArray macros = golden.Input("macro_id");
        int width = (int)macros.Values.Max() + 1;
        GoldenArray present = GoldenArray.Filled(0, macros.Shape[0], width);
        int[] places = [.. macros.Values.Select((macro, place) => macro < 0 ? -1 : (place / macros.Shape[1] * width) + (int)macro)];
        foreach (int place in places.Where(place => place >= 0))
        {
            present.Values[place] = 1;
        }

        TokenLayout batch = golden.Tokens().Token("logp").Token("old_logp").Token("value", "vpred").Token("old_value", "old_values").Token("reward", "token_rewards");
        GoldenAxis axis = batch.Layout.Under(batch.Completions, "macro", present);
        batch.Layout.Link(batch.Tokens, "macro", axis, places);
        MacroActions objective = new()
        {
            Gamma = golden.Number("gamma"),
            Lambda = golden.Number("lam"),
            ValueFunction = golden.Choice<MacroValue>("value_fn"),
            SumRewards = golden.Text("reward_agg") == "sum",
            Clip = golden.Number("clip"),
            ClipValue = golden.Number("clip_value"),
        };
        return new GoldenTest(objective, batch.Batch())
            .Prepared()
            .Values("macro_values", axis, "Value")
            .Values("macro_rewards", axis, "Reward")
            .Values("macro_adv", axis, "MacroAdvantage")
            .Values("macro_returns", axis, "MacroReturn")
            .Values("token_adv", batch.Tokens, "TokenAdvantage")
            .From("policy_loss", run => GoldenArray.Scalar(run.Values("Policy").Average()))
            .Gradient("grad_logp", batch.Tokens, "logp")
            .From("value_loss", run => GoldenArray.Scalar(run.Values("Critic").Average()))
            .Gradient("grad_vpred", batch.Tokens, "value");
    }

    private static GoldenTest Prime(GoldenReader golden)
    {
        golden.Ignore("stable");
        TokenLayout batch = golden.Tokens(groupSize: golden.Integer("group_size")).Token("prm_logp").Token("ref_logp").Completion("accuracy", "acc");
        Prime objective = new()
        {
            Beta = golden.Number("beta"),
            Gamma = golden.Number("gamma"),
            Normalize = golden.Text("norm") == "batch_norm",
            ProcessWeight = golden.Number("process_coef"),
            BaselineOfCode = golden.Text("baseline") == "code",
        };
        return new GoldenTest(objective, batch.Batch())
            .Loss("prm_loss")
            .Gradient("grad_prm_logp", batch.Tokens, "prm_logp")
            .Values("process_reward", batch.Tokens, "ProcessReward")
            .Values("returns", batch.Tokens, "Return")
            .Values("adv", batch.Tokens, "Advantage");
    }

    private static GoldenTest Gated(GoldenReader golden)
    {
        GoldenArray outcome = golden.Input("level_reward");
        GoldenArray steps = golden.Input("step_reward");
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", outcome.Shape[0]);
        GoldenAxis outcomes = layout.Under(completions, "outcome", GoldenArray.Filled(1, outcome.Shape));
        GoldenAxis turns = layout.Under(completions, "turn", golden.Input("step_mask"));
        GoldenAxis critics = layout.Under(turns, "criticism", GoldenArray.Filled(1, steps.Shape));
        double[] gates = golden.Numbers("gate");
        double[] priorities = golden.Numbers("critic_level");
        layout.Column(outcomes, "reward", outcome)
            .Column(outcomes, "gate", outcome with { Values = [.. outcome.Values.Select((_, place) => gates[place % gates.Length])] })
            .Column(outcomes, "priority", outcome with { Values = [.. outcome.Values.Select((_, place) => (double)(place % gates.Length))] })
            .Column(critics, "score", steps)
            .Column(critics, "priority", steps with { Values = [.. steps.Values.Select((_, place) => priorities[place % priorities.Length])] });
        GoldenAxis first = new("criticism", [steps.Shape[0], steps.Shape[2]], [.. Enumerable.Range(0, steps.Shape[0])
            .SelectMany(row => critics.Rows.Skip(row * steps.Shape[1] * steps.Shape[2]).Take(steps.Shape[2]))]);
        return new GoldenTest(new Gated(), layout.Batch())
            .Values("level_open", outcomes, "IsOpen")
            .Values("critic_open", first, "IsHeard")
            .Values("gated_step_reward", turns, "StepReward")
            .Values("token_style_reward", turns, "TurnReward")
            .Values("total", completions, "Total")
            .Values("total_direct", completions, "Direct");
    }

    private static GoldenTest AlignDistil(GoldenReader golden)
    {
        GoldenArray logits = golden.Input("student_logits");
        (TokenLayout batch, GoldenAxis choices) = Distillation(golden, golden.Tokens());

        // The file has the teacher at masked positions too, which a packed batch leaves out.
        GoldenLayout everywhere = new(golden);
        GoldenAxis rows = everywhere.Root("completion", logits.Shape[0]);
        (TokenLayout all, GoldenAxis allChoices) = Distillation(golden, new TokenLayout(everywhere, null, rows, everywhere.Under(rows, "token", GoldenArray.Filled(1, logits.Shape[0], logits.Shape[1]))));
        PackedBatch unmasked = all.Batch();
        string variant = golden.Text("variant");
        AlignDistil objective = new()
        {
            Beta = golden.Number("beta"),
            Extrapolation = golden.Number("beta2"),
            Temperature = golden.Number("temperature"),
            LengthNorm = golden.Flag("length_norm"),
            Adaptive = variant is "aligndistil" or "theorem1_adaptive",
            Contrast = variant is "aligndistil" or "theorem1_contrast",
        };
        return new GoldenTest(objective, batch.Batch())
            .Loss()
            .Each("per_sample_loss", batch.Completions)
            .Values("extrapolation_weight", batch.Tokens, "Weight")
            .From("teacher_prob", run => allChoices.Unpack(run.Backend.Values(objective, ((IObjective)objective).Stages.Single(stage => stage.Name == "Teacher"), unmasked)))
            .Gradient("grad_student_logits", choices, "logit");
    }

    private static (TokenLayout Batch, GoldenAxis Choices) Distillation(GoldenReader golden, TokenLayout batch)
    {
        GoldenAxis choices = batch.Layout.Under(batch.Tokens, "choice", GoldenArray.Filled(1, golden.Input("student_logits").Shape));
        batch.Layout.Column(choices, "logit", "student_logits").Column(choices, "dpo_logit", "dpo_logits").Column(choices, "ref_logit", "reference_logits");
        return (batch, choices);
    }
}
