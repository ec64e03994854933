using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>All weight files of a model folder: <c>model.safetensors</c>, or the parts that <c>model.safetensors.index.json</c> names.</summary>
internal sealed class PretrainedWeights : IDisposable
{
    internal const string FileName = "model.safetensors";
    private const string IndexName = "model.safetensors.index.json";

    private readonly Dictionary<string, SafetensorsFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsFile> _fileOfTensor = new(StringComparer.Ordinal);

    private PretrainedWeights()
    {
    }

    internal IEnumerable<string> Names => _fileOfTensor.Keys;

    internal static PretrainedWeights Open(string folder)
    {
        PretrainedWeights weights = new();
        try
        {
            string index = Path.Combine(folder, IndexName);
            if (!File.Exists(Path.Combine(folder, FileName)) && File.Exists(index))
            {
                weights.AddParts(folder, index);
            }
            else
            {
                SafetensorsFile file = weights.Part(folder, FileName);
                foreach (string name in file.Entries.Keys)
                {
                    weights._fileOfTensor.Add(name, file);
                }
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    internal IReadOnlyList<long> Shape(string name) => _fileOfTensor[name].Entries[name].Shape;

    internal Tensor Read(string name) => _fileOfTensor[name].Read(name);

    public void Dispose()
    {
        foreach (SafetensorsFile file in _files.Values)
        {
            file.Dispose();
        }
    }

    private void AddParts(string folder, string index)
    {
        using JsonDocument document = ParseIndex(index);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object)
        {
            throw new ModelException($"{index}: key 'weight_map' is missing; expected an object from tensor names to file names.");
        }

        foreach (JsonProperty property in map.EnumerateObject())
        {
            // A part lies beside its index: a path that leaves the folder is not followed.
            if (property.Value.ValueKind != JsonValueKind.String || property.Value.GetString() is not { Length: > 0 } part || Path.GetFileName(part) != part)
            {
                throw new ModelException($"{index}: tensor '{property.Name}' is mapped to {property.Value.GetRawText()}; expected the name of a file in the same folder.");
            }

            SafetensorsFile file = Part(folder, part);
            if (!file.Entries.ContainsKey(property.Name))
            {
                throw new ModelException($"{index} says that tensor '{property.Name}' is in '{part}', but it is not there. Download the folder again.");
            }

            _fileOfTensor[property.Name] = file;
        }
    }

    private static JsonDocument ParseIndex(string index)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(index));
        }
        catch (JsonException error)
        {
            throw new ModelException($"{index}, line {error.LineNumber + 1}: not valid JSON. {error.Message}", error);
        }
    }

    private SafetensorsFile Part(string folder, string name) =>
        _files.TryGetValue(name, out SafetensorsFile? open) ? open : _files[name] = SafetensorsFile.Open(Path.Combine(folder, name));
}
