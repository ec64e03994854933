using Paragon.Algorithms;

namespace Paragon.Training.Tests;

/// <summary>Whole trainings, as the tool starts them.</summary>
public sealed class SessionTests : IDisposable
{
    private static readonly ObjectiveCatalogue s_catalogue = new(Algorithms.Objectives.All);
    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void A_training_on_a_file_measures_before_and_after_and_leaves_a_run_that_can_be_repeated()
    {
        string data = Data("questions.jsonl", row => $$"""{"question": "{{row}}+1?", "answer": "#### {{row + 1}}"}""");
        TrainingOutcome outcome = Train(new() { ["data"] = data, ["supervised-steps"] = "3", ["max-new-tokens"] = "6", ["objective"] = "grpo" });
        Assert.True(outcome.Finished);
        Assert.Equal(["before", "after supervised steps", "after"], outcome.Evaluations.Select(evaluation => evaluation.Moment));
        TrainingRequest again = TrainingRequest.Read(s_catalogue, Path.Combine(outcome.Folder, "run.json"), new Dictionary<string, string>(), []);
        Assert.Equal(("grpo", data, 2), (again.Settings.Objective, again.Settings.Data, again.Settings.Whole("steps", 0)));
    }

    [Theory]
    [InlineData("dpo")]
    [InlineData("kto")]
    [InlineData("orpo")]
    [InlineData("sft")]
    public void A_file_of_pairs_trains_paired_unpaired_and_supervised_objectives(string objective)
    {
        string data = Data("pairs.jsonl", row => $$"""{"prompt": "{{row}}?", "chosen": "yes {{row}}", "rejected": "no"}""");
        TrainingOutcome outcome = Train(new() { ["data"] = data, ["objective"] = objective });
        Assert.True(outcome.Finished);
        Assert.Contains("loss", outcome.Metrics.Select(metric => metric.Name));
    }

    [Theory]
    [InlineData("learned")]
    [InlineData("0.3")]
    public void Imitation_of_the_data_s_answers_is_mixed_in_by_a_weight(string imitation)
    {
        string data = Data("questions.jsonl", row => $$"""{"question": "{{row}}+1?", "answer": "#### {{row + 1}}"}""");
        TrainingOutcome outcome = Train(new() { ["data"] = data, ["imitation"] = imitation, ["max-new-tokens"] = "6", ["objective"] = "amft" });
        Assert.True(outcome.Finished);
        Assert.Contains("imitation_weight", outcome.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void Imitation_needs_data() =>
        Assert.Contains("--imitation needs data", Assert.Throws<TrainingException>(() => Train(new() { ["imitation"] = "0.3" })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("t-reg")]
    [InlineData("t-reg-simpo")]
    [InlineData("rrpo")]
    public void A_file_of_pairs_trains_objectives_that_ask_the_reference_more_than_log_ratios(string objective)
    {
        string data = Data("pairs.jsonl", row => $$"""{"prompt": "{{row}}?", "chosen": "yes {{row}}", "rejected": "no"}""");
        Assert.True(Train(new() { ["data"] = data, ["objective"] = objective, ["max-length"] = "128" }).Finished);
    }

    [Theory]
    [InlineData("copg", null)]
    [InlineData("wbc", null)]
    [InlineData("nll", null)]
    [InlineData("a-lol", "all")]
    [InlineData("a-lol", "priority")]
    [InlineData("a-lol-kl", "positive")]
    public void A_file_of_scored_completions_trains_offline_policy_gradients(string objective, string? sampling)
    {
        string data = Data("scored.jsonl", row => $$"""{"prompt": "{{row}}?", "responses": ["yes {{row}}", "no"], "rewards": [0.9, {{row % 2}}], "value": 0.5}""");
        Dictionary<string, string> given = new() { ["data"] = data, ["objective"] = objective };
        if (sampling is not null)
        {
            given["sampling"] = sampling;
        }

        Assert.True(Train(given).Finished);
    }

    [Theory]
    [InlineData("sampling", "priority", "--sampling draws completions by advantage")]
    [InlineData("worse-prompt", "Be brief.", "--worse-prompt is for objectives that ask the reference twice, and 'dpo' does not")]
    public void A_setting_that_nothing_reads_is_refused(string setting, string value, string message)
    {
        string data = Data("pairs.jsonl", row => $$"""{"prompt": "{{row}}?", "chosen": "yes {{row}}", "rejected": "no"}""");
        Assert.Contains(message, Assert.Throws<TrainingException>(() => Train(new() { ["data"] = data, ["objective"] = "dpo", [setting] = value })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tgdpo", "--reward-model")]
    public void What_pairs_cannot_give_is_named_before_the_first_step(string objective, string message)
    {
        string data = Data("pairs.jsonl", row => $$"""{"prompt": "{{row}}?", "chosen": "yes {{row}}", "rejected": "no"}""");
        Assert.Contains(message, Assert.Throws<TrainingException>(() => Train(new() { ["data"] = data, ["objective"] = objective })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grpo", "par")]
    [InlineData("grpo", "length-penalty,minmax")]
    [InlineData("ppo", "overlong-penalty,kl-in-reward")]
    [InlineData("remax-par", "par-tanh")]
    [InlineData("ppo-policy", "gae")]
    [InlineData("grpo", "g-ra")]
    public void Shapings_train_before_an_objective_and_the_run_can_be_repeated(string objective, string shapings)
    {
        TrainingOutcome outcome = Train(new() { ["objective"] = objective, ["shaping"] = shapings, ["references"] = "2" }, shapings.Contains("par", StringComparison.Ordinal) ? [] : ["references"]);
        Assert.True(outcome.Finished);
        Assert.Equal(shapings != "gae", outcome.Metrics.Any(metric => metric.Name == "shaped_reward"));
        TrainingRequest again = TrainingRequest.Read(s_catalogue, Path.Combine(outcome.Folder, "run.json"), new Dictionary<string, string>(), []);
        Assert.Equal(shapings.Split(','), again.Shapings.Select(shaping => shaping.Objective.Descriptor.Name));
    }

    [Theory]
    [InlineData("par", null, "'par' has no loss: it gives completion.reward to another objective. Put it before one that has a loss and reads that: --objective grpo --shaping par")]
    [InlineData("g-ra", null, "--shaping g-ra")]
    [InlineData("grpo", "ppo", "'ppo' has a loss of its own")]
    [InlineData("dpo", "par", "--shaping shapes rewards of completions that the policy samples, and 'dpo' learns from what others wrote")]
    public void What_cannot_stand_where_it_is_put_is_told_where_it_can(string objective, string? shaping, string message)
    {
        Dictionary<string, string> given = new() { ["objective"] = objective };
        if (shaping is not null)
        {
            given["shaping"] = shaping;
        }

        if (objective == "dpo")
        {
            given["data"] = Data("pairs.jsonl", row => $$"""{"prompt": "{{row}}?", "chosen": "yes {{row}}", "rejected": "no"}""");
        }

        Assert.Contains(message, Assert.Throws<TrainingException>(() => Train(given)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_training_does_not_write_over_the_first()
    {
        Train(new() { ["output"] = Path.Combine(_folder, "run") });
        TrainingException error = Assert.Throws<TrainingException>(() => Train(new() { ["output"] = Path.Combine(_folder, "run") }));
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_another_kind_is_refused_and_leaves_no_run()
    {
        string data = Data("questions.jsonl", row => $$"""{"question": "{{row}}+1?", "answer": "#### {{row + 1}}"}""");
        string output = Path.Combine(_folder, "refused");
        TrainingException error = Assert.Throws<TrainingException>(() => Train(new() { ["data"] = data, ["objective"] = "dpo", ["output"] = output }));
        Assert.Contains("'dpo' learns from pairs", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TrainingOutcome Train(Dictionary<string, string> given, params string[] without)
    {
        Array.ForEach(without, key => given.Remove(key));
        given.TryAdd("output", Path.Combine(_folder, "run"));
        foreach ((string key, string value) in new[] { ("steps", "2"), ("batch", "4"), ("group", "2"), ("held-out", "4"), ("max-length", "32"), ("device", "cpu") })
        {
            given.TryAdd(key, value);
        }

        using TrainingSession session = TrainingSession.Start(TrainingRequest.Read(s_catalogue, null, given, []), new Sft(), new Silent());
        return session.Run(TestContext.Current.CancellationToken);
    }

    private string Data(string name, Func<int, string> row)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, Enumerable.Range(0, 24).Select(row));
        return path;
    }

    private sealed class Silent : ITrainingView
    {
        public void Say(string line)
        {
        }

        public void Phase(string title, int steps, Action<Action<StepReport>> work) => work(_ => { });
    }
}
