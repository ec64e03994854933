using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>One number from a hidden state: a value function beside the policy, or the score of a reward model.</summary>
public sealed class ValueHead : nn.Module
{
    private readonly Parameter _weight, _bias;

    /// <summary>A fresh head: weights normal with standard deviation 1/√(hidden + 1) (Ziegler et al. 2019), bias zero.</summary>
    /// <param name="hiddenSize">Width of the hidden states.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="device">Where the parameters live. Default: CPU.</param>
    /// <param name="dataType">Type of the parameters. Default: Float32.</param>
    public ValueHead(int hiddenSize, ulong seed, Device? device = null, ScalarType dataType = ScalarType.Float32) : base(nameof(ValueHead))
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = new(seed);
        Tensor weight = randn([1, hiddenSize], generator: generator).div_(Math.Sqrt(hiddenSize + 1.0)).to(dataType, device ?? CPU);
        _weight = new Parameter(weight);
        _bias = new Parameter(zeros(1, dtype: dataType, device: device ?? CPU));
        register_parameter("score.weight", _weight);
        register_parameter("score.bias", _bias);
        _weight.DetachFromDisposeScope();
        _bias.DetachFromDisposeScope();
    }

    /// <summary>Values of hidden states.</summary>
    /// <param name="states">[..., hidden].</param>
    /// <returns>[...], with gradient.</returns>
    public Tensor Values(Tensor states)
    {
        using DisposeScope scope = NewDisposeScope();
        return nn.functional.linear(states, _weight, _bias).squeeze(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Nothing to find: the parameters are registered by name, so TorchSharp's search by reflection is not needed.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>Refused: the head holds the parameters itself.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        throw new NotSupportedException("A ValueHead stays where it was made. Give device and type to its constructor.");
}
