using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// One number from the states of a prompt: a learned query attends over them with several heads, then a line and a sigmoid
/// (A-LoL, Baheti et al. 2023).
/// </summary>
public sealed class PromptValueHead : nn.Module
{
    private readonly int _heads;
    private readonly double _largest;
    private readonly Parameter _query, _key, _value, _output, _weight, _bias;

    /// <summary>A fresh head: weights normal with standard deviation 1/√hidden, bias zero.</summary>
    /// <param name="hiddenSize">Width of the hidden states.</param>
    /// <param name="largest">v_max: values lie between 0 and this; the largest possible reward.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="heads">Heads of the attention; they divide the width. Default: 8, as published.</param>
    public PromptValueHead(int hiddenSize, double largest, ulong seed, int heads = 8) : base(nameof(PromptValueHead))
    {
        if (heads < 1 || hiddenSize % heads != 0)
        {
            throw new ModelException($"{heads} heads do not divide states of width {hiddenSize}.");
        }

        using DisposeScope scope = NewDisposeScope();
        using Generator generator = new(seed);
        (_heads, _largest) = (heads, largest);
        _query = Made("query", hiddenSize);
        _key = Made("key.weight", hiddenSize, hiddenSize);
        _value = Made("value.weight", hiddenSize, hiddenSize);
        _output = Made("output.weight", hiddenSize, hiddenSize);
        _weight = Made("score.weight", 1, hiddenSize);
        _bias = Kept("score.bias", zeros(1));

        Parameter Made(string name, params long[] shape) => Kept(name, randn(shape, generator: generator).div_(Math.Sqrt(hiddenSize)));

        Parameter Kept(string name, Tensor initial)
        {
            Parameter parameter = new(initial);
            parameter.DetachFromDisposeScope();
            register_parameter(name, parameter);
            return parameter;
        }
    }

    /// <summary>Values of prompts.</summary>
    /// <param name="states">[prompts, length, hidden], filled up behind the shorter ones.</param>
    /// <param name="present">[prompts, length]: true where a prompt has a token.</param>
    /// <returns>[prompts], with gradient.</returns>
    public Tensor Values(Tensor states, Tensor present)
    {
        using DisposeScope scope = NewDisposeScope();
        long prompts = states.size(0), length = states.size(1);
        Tensor query = _query.view(1, _heads, 1, -1).expand(prompts, -1, -1, -1);
        Tensor attended = nn.functional.scaled_dot_product_attention(query, Heads(_key), Heads(_value), present.view(prompts, 1, 1, length));
        Tensor pooled = nn.functional.linear(attended.transpose(1, 2).reshape(prompts, -1), _output);
        return nn.functional.linear(pooled, _weight, _bias).squeeze(-1).sigmoid().mul(_largest).MoveToOuterDisposeScope();

        Tensor Heads(Parameter weight) => nn.functional.linear(states, weight).view(prompts, length, _heads, -1).transpose(1, 2);
    }

    /// <summary>Nothing to find: the parameters are registered by name, so TorchSharp's search by reflection is not needed.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>Refused: the head holds the parameters itself.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        throw new NotSupportedException("A PromptValueHead stays where it was made: on the CPU, in single precision.");
}
