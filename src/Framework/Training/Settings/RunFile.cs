using System.Globalization;
using System.Text.Json;
using Paragon.Models;

namespace Paragon.Training;

/// <summary>The settings of a run, written beside it: itself a settings file, from which the run can be resumed or repeated.</summary>
internal static class RunFile
{
    internal const string Name = "run.json";

    internal static void Write(string folder, TrainingRequest request)
    {
        AtomicFile.Write(Path.Combine(folder, Name), stream =>
        {
            using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true });
            writer.WriteStartObject();
            writer.WriteStartObject("Paragon");
            Section(writer, "Training", request.Settings.Given.Where(given => given.Key != "output"));
            writer.WriteStartObject("Objectives");
            foreach (ChosenObjective chosen in request.Shapings.Append(request.Chosen))
            {
                Section(writer, chosen.Objective.Descriptor.Name, Options(chosen));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void Section(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        writer.WriteStartObject(name);
        foreach ((string key, string value) in values)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, string>> Options(ChosenObjective chosen)
    {
        foreach (OptionDescriptor option in chosen.Objective.Descriptor.Options)
        {
            if (option.Kind == OptionKind.Text)
            {
                if (chosen.Texts.TryGetValue(option.Key, out string? text))
                {
                    yield return new(option.Key, text);
                }

                continue;
            }

            double value = chosen.Objective.Option(option.Name);
            if (!double.IsFinite(value))
            {
                // Only a default can be infinite; a file cannot say so.
                continue;
            }

            yield return new(option.Key, option.Kind switch
            {
                OptionKind.Flag => value != 0 ? "true" : "false",
                OptionKind.Choice => option.Choices.First(choice => choice.Value == (int)value).Key,
                _ => value.ToString("R", CultureInfo.InvariantCulture),
            });
        }
    }
}
