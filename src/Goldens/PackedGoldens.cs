using Microsoft.Extensions.Configuration;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files that name an objective and write its packed batch out: no padding, every level, link and column by name.</summary>
/// <remarks>
/// <code>
/// "params": {"objective": "kl-cov", "options": ["ratio=0.3"], "levels": ["group 2", "completion in group"], "links": ["token.position to position"], "prepared": true},
/// "inputs": {"completion.group": [0, 0, 1], "token.logp": [...]},
/// "expected": {"loss": 0.5, "Advantage": [...], "gradient token.logp": [...]}
/// </code>
/// A link is an input like a column. Expected is the loss, the values of any formula by the name of its method, and gradients
/// of the loss. Prepared says that rewards and advantages are those of the objective's own formulas.
/// </remarks>
internal static class PackedGoldens
{
    private const string Gradient = "gradient ";

    private static readonly ObjectiveCatalogue _objectives = new(Algorithms.Objectives.All);

    public static IEnumerable<GoldenAdapter> All => [new("objective on a packed batch", Make)];

    private static GoldenTest Make(GoldenReader golden)
    {
        IObjective objective = Objective(golden);
        PackedBatch batch = Batch(golden);
        GoldenTest test = new(objective, batch);
        if (golden.Flag("prepared", false))
        {
            test.Prepared();
        }

        if (objective.Stages.Any(stage => stage.Kind == StageKind.Loss))
        {
            test.Loss();
        }

        foreach (Stage stage in objective.Stages)
        {
            test.Values(stage.Name, stage.IsOfBatch ? GoldenAxis.Batch : Axis(batch, stage.Level), stage.Name);
        }

        foreach (string name in golden.Case.Expected.Keys.Where(name => name.StartsWith(Gradient, StringComparison.Ordinal)))
        {
            (string level, string column) = Split(golden, name[Gradient.Length..]);
            test.Gradient(name, Axis(batch, level), column);
        }

        return test;
    }

    private static IObjective Objective(GoldenReader golden)
    {
        string name = golden.Text("objective");
        string section = ConfigurationPath.Combine(ObjectiveDescriptor.Section, name);
        string[] options = golden.Has("options") ? golden.Texts("options") : [];
        return _objectives.Find(name).Read(new ConfigurationBuilder().AddInMemoryCollection(options.Select(option => option.Split('=', 2) is [string key, string value]
            ? KeyValuePair.Create(ConfigurationPath.Combine(section, key), (string?)value)
            : throw new GoldenException($"{golden.Case.Where}, params.options: '{option}' is not written key=value."))).Build());
    }

    private static PackedBatch Batch(GoldenReader golden)
    {
        PackedBatchBuilder builder = new();
        HashSet<string> links = [];
        foreach (string level in golden.Texts("levels"))
        {
            switch (level.Split(' '))
            {
                case [string name, "in", string parent]:
                    builder.Level(name, parent, Rows(golden, $"{name}.{parent}"));
                    links.Add($"{name}.{parent}");
                    break;
                case [string name, string rows] when int.TryParse(rows, out int count):
                    builder.Level(name, count);
                    break;
                default:
                    throw new GoldenException($"{golden.Case.Where}, params.levels: '{level}' is neither 'LEVEL in PARENT' nor 'LEVEL ROWS'.");
            }
        }

        foreach (string link in golden.Has("links") ? golden.Texts("links") : [])
        {
            string[] words = link.Split(' ');
            (string from, string name) = Split(golden, words[0]);
            builder.Link(from, name, words is [_, "to", string to] ? to : throw new GoldenException($"{golden.Case.Where}, params.links: '{link}' is not written LEVEL.LINK to LEVEL."), Rows(golden, words[0]));
            links.Add(words[0]);
        }

        foreach (string input in golden.Case.Inputs.Keys.Where(input => !links.Contains(input)))
        {
            (string level, string column) = Split(golden, input);
            builder.Column(level, column, golden.Input(input).Values);
        }

        return builder.Build();
    }

    private static int[] Rows(GoldenReader golden, string link) => [.. golden.Input(link).Values.Select(row => (int)row)];

    private static GoldenAxis Axis(PackedBatch batch, string level) => new(level, [batch.Rows(level)], [.. Enumerable.Range(0, batch.Rows(level))]);

    private static (string Level, string Name) Split(GoldenReader golden, string name) => name.Split('.') is [string level, string own]
        ? (level, own)
        : throw new GoldenException($"{golden.Case.Where}: '{name}' is not written LEVEL.NAME.");
}
