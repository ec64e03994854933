using System.Text.Json;
using Paragon.Data;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>
/// The state of a run between two steps, in a folder of its own that appears whole or not at all. The random numbers are
/// functions of seed and step (<see cref="Seeds"/>), so step and data position are all that they need.
/// </summary>
internal static class Checkpoint
{
    private const string StateName = "state.json";
    private const string ValueHeadName = "value_head.safetensors";
    private const int Kept = 2;

    /// <summary>Writes a checkpoint and removes those before the last two.</summary>
    /// <param name="folder">Folder of all checkpoints of the run.</param>
    /// <param name="loop">What is saved.</param>
    /// <param name="step">Steps taken.</param>
    internal static void Save(string folder, ITrainingLoop loop, int step)
    {
        string unfinished = Path.Combine(folder, $"unfinished-{Guid.NewGuid():N}"), final = Path.Combine(folder, $"{step:D8}");
        Directory.CreateDirectory(unfinished);
        loop.Save(unfinished);
        WriteState(Path.Combine(unfinished, StateName), step, loop.Position);
        if (Directory.Exists(final))
        {
            Directory.Delete(final, recursive: true);
        }

        Directory.Move(unfinished, final);
        foreach (string old in All(folder).SkipLast(Kept))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>Reads the last checkpoint into a loop.</summary>
    /// <returns>Steps taken, or null where there is none.</returns>
    /// <exception cref="TrainingException">The state cannot be read.</exception>
    internal static int? LoadLast(string folder, ITrainingLoop loop)
    {
        if (All(folder) is not [.., string last])
        {
            return null;
        }

        (int step, DataPosition position) = ReadState(Path.Combine(last, StateName));
        loop.Load(last, position);
        return step;
    }

    internal static void SavePolicy(string folder, Policy policy, Trainer trainer)
    {
        SaveModel(folder, policy);
        trainer.Save(folder);
    }

    internal static void LoadPolicy(string folder, Policy policy, Trainer trainer)
    {
        LoadModel(folder, policy);
        trainer.Load(folder);
    }

    internal static void SaveModel(string folder, Policy policy)
    {
        PretrainedModel.Save(policy.Model, folder);
        if (policy.ValueHead is { } head)
        {
            SafetensorsFile.Write(Path.Combine(folder, ValueHeadName), head.named_parameters().Select(parameter => KeyValuePair.Create<string, Tensor>(parameter.name, parameter.parameter)));
        }
    }

    /// <summary>Reads the policy alone from the last checkpoint, for what comes after a run.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    internal static void LoadLastModel(string folder, Policy policy) => LoadModel(
        All(folder) is [.., string last] ? last : throw new TrainingException($"'{folder}' holds no checkpoint of the stage that is marked as finished. Delete the stage's folder to run it again."),
        policy);

    internal static void LoadModel(string folder, Policy policy)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        using (Transformer saved = PretrainedModel.Load(folder, policy.Model.Device, policy.Model.DataType))
        {
            foreach ((TorchSharp.Modules.Parameter to, TorchSharp.Modules.Parameter from) in policy.Model.parameters().Zip(saved.parameters()))
            {
                to.copy_(from);
            }
        }

        if (policy.ValueHead is { } head)
        {
            LoadValueHead(folder, head);
        }
    }

    /// <summary>Whether a model's folder has a value head too.</summary>
    internal static bool HasValueHead(string folder) => File.Exists(Path.Combine(folder, ValueHeadName));

    internal static void LoadValueHead(string folder, ValueHead head)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, ValueHeadName));
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in head.named_parameters())
        {
            parameter.copy_(file.Read(name));
        }
    }

    internal static void WriteNumbers(string path, IReadOnlyDictionary<string, double> numbers)
    {
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter writer = new(stream);
        writer.WriteStartObject();
        foreach ((string name, double value) in numbers)
        {
            writer.WriteNumber(name, value);
        }

        writer.WriteEndObject();
    }

    internal static Dictionary<string, double> ReadNumbers(string path)
    {
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllBytes(path));
        return numbers.RootElement.EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetDouble());
    }

    private static string[] All(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.GetDirectories(folder).Where(path => File.Exists(Path.Combine(path, StateName)) && !Path.GetFileName(path).StartsWith("unfinished", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    internal static void WriteState(string path, int step, DataPosition position)
    {
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter writer = new(stream);
        writer.WriteStartObject();
        writer.WriteNumber("step", step);
        writer.WriteNumber("epoch", position.Epoch);
        writer.WriteNumber("taken", position.Taken);
        writer.WriteString("order", position.Order);
        writer.WriteEndObject();
    }

    internal static (int Step, DataPosition Position) ReadState(string path)
    {
        using JsonDocument state = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = state.RootElement;
        return root.TryGetProperty("step", out JsonElement step) && root.TryGetProperty("epoch", out JsonElement epoch)
            && root.TryGetProperty("taken", out JsonElement taken) && root.TryGetProperty("order", out JsonElement order)
            ? (step.GetInt32(), new DataPosition(epoch.GetInt32(), taken.GetInt64(), order.GetString()!))
            : throw new TrainingException($"{path} is not whole. Delete this checkpoint's folder to resume from the one before it.");
    }
}
