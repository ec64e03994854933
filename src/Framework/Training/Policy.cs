using Paragon.Models;
using Parameter = TorchSharp.Modules.Parameter;

namespace Paragon.Training;

/// <summary>What is trained: a transformer and, where the objective reads values, a value head on its hidden states.</summary>
/// <param name="model">The transformer; the policy disposes of it.</param>
/// <param name="valueHead">The value head, if any; the policy disposes of it.</param>
public sealed class Policy(Transformer model, ValueHead? valueHead = null) : IDisposable
{
    /// <summary>The transformer.</summary>
    public Transformer Model => model;

    /// <summary>The value head, if any.</summary>
    public ValueHead? ValueHead => valueHead;

    /// <summary>All trained parameters, by name, always in one order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters =>
        valueHead is null ? model.named_parameters() : model.named_parameters().Concat(valueHead.named_parameters());

    /// <summary>A policy for an objective: with a value head where one of its formulas reads values.</summary>
    /// <param name="model">The transformer.</param>
    /// <param name="inputs">What the objective reads.</param>
    /// <param name="seeds">The value head's first weights are drawn from them.</param>
    public static Policy For(Transformer model, ObjectiveInputs inputs, Seeds seeds) =>
        new(model, inputs.Reads("token", "value") || inputs.Reads("token", "old_value")
            ? new ValueHead(model.Config.HiddenSize, seeds.For("value head"), model.Device, model.DataType)
            : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        valueHead?.Dispose();
    }
}
