using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Saves and loads the low-rank adapter of a model in the layout of Hugging Face PEFT.</summary>
public static class LoraAdapter
{
    private const string WeightsName = "adapter_model.safetensors";
    private const string ConfigName = "adapter_config.json";
    private const string Prefix = "base_model.model.";

    /// <summary>Saves the adapter alone, each file whole or not at all.</summary>
    /// <param name="model">A model with an adapter.</param>
    /// <param name="folder">The folder; made if absent.</param>
    /// <exception cref="ModelException">The model has no adapter.</exception>
    public static void Save(Transformer model, string folder)
    {
        LoraOptions options = model.Adapter ?? throw new ModelException("The model has no adapter to save. Add one with AddAdapter, or save the whole model with PretrainedModel.Save.");
        SafetensorsFile.Write(Path.Combine(folder, WeightsName), Parameters(model).Select(p => KeyValuePair.Create<string, Tensor>(Prefix + p.Name, p.Parameter)));
        AtomicFile.Write(Path.Combine(folder, ConfigName), stream =>
        {
            using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true });
            writer.WriteStartObject();
            writer.WriteString("peft_type", "LORA");
            writer.WriteString("task_type", "CAUSAL_LM");
            writer.WriteNull("base_model_name_or_path");
            writer.WriteNumber("r", options.Rank);
            writer.WriteNumber("lora_alpha", options.Alpha);
            writer.WriteNumber("lora_dropout", 0);
            writer.WriteString("bias", "none");
            writer.WriteBoolean("inference_mode", true);
            writer.WriteStartArray("target_modules");
            foreach (string target in options.Targets)
            {
                writer.WriteStringValue(target);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Adds a saved adapter to a model that has none.</summary>
    /// <param name="model">The model that the adapter was trained on.</param>
    /// <param name="folder">The folder with <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</param>
    /// <exception cref="ModelException">A file is absent or malformed, asks for what is not supported, or does not fit the model; the message names the key or tensor.</exception>
    public static void Load(Transformer model, string folder)
    {
        model.AddAdapter(ReadOptions(Path.Combine(folder, ConfigName)), seed: 0);
        string path = Path.Combine(folder, WeightsName);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        HashSet<string> unused = [.. file.Entries.Keys];
        foreach ((string name, Parameter parameter) in Parameters(model))
        {
            if (!unused.Remove(Prefix + name))
            {
                throw new ModelException($"{path} has no tensor '{Prefix + name}', which {ConfigName} and the model need.");
            }

            IReadOnlyList<long> shape = file.Entries[Prefix + name].Shape;
            if (!shape.SequenceEqual(parameter.shape))
            {
                throw new ModelException($"{path}: tensor '{Prefix + name}' has shape [{string.Join(", ", shape)}], but the model needs [{string.Join(", ", parameter.shape)}]. Was the adapter trained on this model?");
            }

            parameter.copy_(file.Read(Prefix + name));
        }

        if (unused.Count > 0)
        {
            throw new ModelException($"{path}: tensor '{unused.Order(StringComparer.Ordinal).First()}' has no place in this model. Was the adapter trained on it?");
        }
    }

    private static LoraOptions ReadOptions(string path)
    {
        using ConfigObject json = ConfigObject.Open(path);
        if (json.Text("peft_type") is var type && type != "LORA")
        {
            throw json.Error("peft_type", $"is '{type}'; supported is 'LORA'");
        }

        if (json.Text("bias") is { } bias && bias != "none")
        {
            throw json.Error("bias", $"is '{bias}'; supported is 'none'");
        }

        foreach (string key in (string[])["use_dora", "use_rslora", "fan_in_fan_out"])
        {
            if (json.Flag(key))
            {
                throw json.Error(key, "is true; supported is false");
            }
        }

        LoraOptions defaults = new();
        return new LoraOptions { Rank = json.Integer("r"), Alpha = json.Number("lora_alpha", 8), Targets = json.Texts("target_modules") ?? defaults.Targets };
    }

    private static IEnumerable<(string Name, Parameter Parameter)> Parameters(Transformer model) =>
        model.named_parameters().Where(p => p.name.EndsWith(".lora_A.weight", StringComparison.Ordinal) || p.name.EndsWith(".lora_B.weight", StringComparison.Ordinal));
}
