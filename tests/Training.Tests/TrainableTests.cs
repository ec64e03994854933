using System.Runtime.CompilerServices;
using System.Text;
using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training.Tests;

/// <summary>Every objective trains a step where the page says so, and where it does not, it is refused with the page's sentence.</summary>
public sealed class TrainableTests : IDisposable
{
    private const string Command = "PARAGON_WRITE_DOCS=1 dotnet run --project tests/Training.Tests -c Release -- --filter-class \"*TrainableTests\"";
    private const string Begin = "<!-- trainable -->\n", End = "<!-- end trainable -->";

    private static readonly ObjectiveCatalogue s_catalogue = new(Algorithms.Objectives.All);

    /// <summary>Objectives that a shaping is tried before.</summary>
    private static readonly string[] s_shaped = ["grpo", "ppo", "ppo-policy"];

    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;
    private int _runs;

    [Fact]
    public void The_page_says_what_every_objective_trains_on()
    {
        StringBuilder table = new("\n| objective | trains on | with, or why not |\n| --- | --- | --- |\n");
        foreach (ObjectiveDescriptor objective in s_catalogue.All)
        {
            (string where, string remark) = Row(objective);
            table.Append($"| `{objective.Name}` | {where} | {remark.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        string path = Page(), before = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = before.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = before.IndexOf(End, StringComparison.Ordinal);
        string after = $"{before[..begin]}{table}\n{before[end..]}";
        if (Environment.GetEnvironmentVariable("PARAGON_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, after);
        }

        Assert.True(after == before || File.ReadAllText(path) == after, $"docs/trainable.md is not what trainings say today. Write it again: {Command}\n{Differences(before[begin..end], table.ToString())}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (string Where, string Remark) Row(ObjectiveDescriptor objective)
    {
        IObjective made = TrainingRequest.Read(s_catalogue, null, new Dictionary<string, string> { ["objective"] = objective.Name }, []).Objective;
        if (made.Stages.All(stage => stage.Kind != StageKind.Loss))
        {
            string[] refused = [.. s_shaped.Select(other => Refusal(new() { ["objective"] = other, ["shaping"] = objective.Name }) ?? "")];
            int works = Array.IndexOf(refused, "");
            if (works >= 0)
            {
                return ("embedded task", $"`--objective {s_shaped[works]} --shaping {objective.Name}`");
            }

            return refused[0].Contains("--reward-model", StringComparison.Ordinal)
                && Refusal(new() { ["objective"] = s_shaped[0], ["shaping"] = objective.Name, ["reward-model"] = Model(SortDigits.Tokenizer) }) is null
                ? ("embedded task", $"`--objective {s_shaped[0]} --shaping {objective.Name} --reward-model FOLDER`") : ("nothing yet", refused[0]);
        }

        string where = TrainingKinds.Of(made, null) switch
        {
            TrainingKind.OnPolicy => "embedded task",
            TrainingKind.Pairs => "pairs",
            TrainingKind.Judgements => "judged completions",
            _ => "texts",
        };
        Dictionary<string, string> given = new() { ["objective"] = objective.Name };
        if (where != "embedded task")
        {
            given["data"] = Data(where);
        }

        string? refusal = Refusal(given);
        foreach ((string setting, string value, string shown) in new[]
        {
            ("shaping", "gae", "`--shaping gae`"), ("reward-model-steps", "1", "`--reward-model-steps N`"), ("reward-model", Model(new ByteTokenizer()), "`--reward-model FOLDER`"), ("teacher", $"dpo_logit={Model(new ByteTokenizer())}", "`--teacher dpo_logit=FOLDER`"),
        })
        {
            if (refusal?.Contains("--" + setting, StringComparison.Ordinal) is true && Refusal(new(given) { [setting] = value }) is null)
            {
                return (where, shown);
            }
        }

        return refusal is null ? (where, "") : ("nothing yet", refusal);
    }

    private string? Refusal(Dictionary<string, string> given)
    {
        Dictionary<string, string> all = new(given) { ["output"] = Path.Combine(_folder, $"run-{_runs++}") };
        foreach ((string key, string value) in new[] { ("steps", "1"), ("batch", "2"), ("group", "4"), ("held-out", "1"), ("max-length", "128"), ("continuations", "1"), ("device", "cpu") })
        {
            all[key] = value;
        }

        try
        {
            using TrainingSession session = TrainingSession.Start(TrainingRequest.Read(s_catalogue, null, all, []), new Sft(), new Quiet());
            Assert.True(session.Run(TestContext.Current.CancellationToken).Finished);
            return null;
        }
        catch (TrainingException error)
        {
            return error.Message;
        }
    }

    private string Data(string kind)
    {
        string path = Path.Combine(_folder, kind + ".jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, 8).Select(row => kind switch
        {
            "pairs" => $$"""{"prompt": "{{row}}?", "chosen": "yes {{row}}", "rejected": "no"}""",
            "judged completions" => $$"""{"prompt": "{{row}}?", "completion": "yes {{row}}", "label": {{(row % 2 == 0 ? "true" : "false")}}}""",
            _ => $$"""{"prompt": "{{row}}?", "completion": "yes {{row}}"}""",
        }));
        return path;
    }

    /// <summary>A tiny model with a head, as a run leaves it.</summary>
    private string Model(ITokenizer tokenizer)
    {
        string folder = Path.Combine(_folder, tokenizer.GetType().Name);
        if (!Directory.Exists(folder))
        {
            using Policy policy = Policies.Create(new Ppo(), tokenizer, 1, 16);
            Checkpoint.SaveModel(folder, policy);
        }

        return folder;
    }

    private static string Differences(string before, string after)
    {
        HashSet<string> old = [.. before.Split('\n')];
        return string.Join('\n', after.Split('\n').Where(line => !old.Contains(line)).Take(10));
    }

    private static string Page([CallerFilePath] string test = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "docs", "trainable.md"));

    private sealed class Quiet : ITrainingView
    {
        public void Say(string line)
        {
        }

        public void Phase(string title, int steps, Action<Action<StepReport>> work) => work(_ => { });
    }
}
