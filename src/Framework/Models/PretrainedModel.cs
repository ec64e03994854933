using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Model folders in Hugging Face layout: <c>config.json</c> and safetensors.</summary>
public static class PretrainedModel
{
    private const string ConfigName = "config.json";

    /// <summary>Loads a model of the Llama, Qwen2 or Qwen3 family.</summary>
    /// <param name="folder">The folder with <c>config.json</c> and <c>model.safetensors</c> (or its index and parts).</param>
    /// <param name="device">Where the parameters live. Default: CPU.</param>
    /// <param name="dataType">Type of the parameters; stored numbers are converted. Default: Float32.</param>
    /// <returns>The model; the caller disposes of it.</returns>
    /// <exception cref="ModelException">A file is absent or malformed, or a tensor is missing, unexpected or of the wrong shape; the message names it.</exception>
    public static Transformer Load(string folder, Device? device = null, ScalarType dataType = ScalarType.Float32)
    {
        if (!Directory.Exists(folder))
        {
            throw new ModelException($"Model folder '{folder}' does not exist. Expected a folder with {ConfigName} and {PretrainedWeights.FileName}.");
        }

        TransformerConfig config = TransformerConfig.Read(Path.Combine(folder, ConfigName));
        using PretrainedWeights weights = PretrainedWeights.Open(folder);
        CheckNames(folder, config, weights);
        Transformer model = Transformer.Uninitialized(config, device, dataType);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            using Tensor stored = weights.Read(name);
            parameter.copy_(stored);
        }

        return model;
    }

    /// <summary>Saves a model as a folder that Hugging Face transformers loads, an adapter merged in; each file whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder; made if absent.</param>
    public static void Save(Transformer model, string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        SafetensorsFile.Write(Path.Combine(folder, PretrainedWeights.FileName), model.MergedWeights());
        TransformerConfigJson.Write(Path.Combine(folder, ConfigName), model.Config, model.DataType.ToString().ToLowerInvariant());
    }

    private static void CheckNames(string folder, TransformerConfig config, PretrainedWeights weights)
    {
        HashSet<string> stored = [.. weights.Names.Where(name => !IsRedundant(name, config))];
        List<string> missing = [];
        foreach (ParameterShape parameter in TransformerLayout.Of(config))
        {
            if (!stored.Remove(parameter.Name))
            {
                missing.Add(parameter.Name);
            }
            else if (!weights.Shape(parameter.Name).SequenceEqual(parameter.Shape))
            {
                throw new ModelException($"{folder}: tensor '{parameter.Name}' has shape [{string.Join(", ", weights.Shape(parameter.Name))}], but {ConfigName} needs [{string.Join(", ", parameter.Shape)}].");
            }
        }

        if (missing.Count > 0)
        {
            throw new ModelException($"{folder}: {missing.Count} tensor(s) that {ConfigName} needs are missing: {List(missing)}. Check num_hidden_layers, tie_word_embeddings and the biases in {ConfigName}.");
        }

        if (stored.Count > 0)
        {
            throw new ModelException($"{folder}: {stored.Count} tensor(s) have no place in a model of this {ConfigName}: {List([.. stored.Order(StringComparer.Ordinal)])}. Check num_hidden_layers, tie_word_embeddings and the biases in {ConfigName}.");
        }
    }

    /// <summary>Old exports store what follows from the configuration, or the tied matrix a second time.</summary>
    private static bool IsRedundant(string name, TransformerConfig config) =>
        name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal)
        || (config.TieWordEmbeddings && name == TransformerLayout.OutputProjection);

    private static string List(List<string> names) =>
        string.Join(", ", names.Take(5).Select(name => $"'{name}'")) + (names.Count > 5 ? ", ..." : "");
}
