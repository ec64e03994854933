using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>A linear map of a layer, y = W x + b, to which a low-rank correction may be added.</summary>
internal sealed class Projection
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly AdapterSwitch _switch;
    private Parameter? _down, _up;
    private double _scale;

    internal Projection(string name, Dictionary<string, Parameter> parameters, AdapterSwitch @switch)
    {
        (Name, _switch) = (name, @switch);
        _weight = parameters[WeightName];
        _bias = parameters.GetValueOrDefault(name + ".bias");
    }

    /// <summary>Hugging Face's name without the end, such as <c>model.layers.0.self_attn.q_proj</c>.</summary>
    internal string Name { get; }

    internal string WeightName => Name + ".weight";

    internal bool IsOneOf(IReadOnlyList<string> targets) => targets.Contains(Name[(Name.LastIndexOf('.') + 1)..]);

    internal Tensor Apply(Tensor input)
    {
        Tensor output = nn.functional.linear(input, _weight, _bias);
        return _down is null || !_switch.IsOn
            ? output
            : (BatchTensor)output + ((BatchTensor)nn.functional.linear(nn.functional.linear(input, _down), _up!) * _scale);
    }

    /// <summary>Adds a correction that is zero at first: A random, B zero.</summary>
    internal IEnumerable<(string Name, Parameter Parameter)> AddAdapter(LoraOptions options, Generator generator)
    {
        using DisposeScope scope = NewDisposeScope();
        (long outputs, long inputs) = (_weight.size(0), _weight.size(1));
        // Kaiming's uniform with a = √5, as in the authors' code.
        Tensor random = rand([options.Rank, inputs], generator: generator).mul_(2).sub_(1).div_(Math.Sqrt(inputs));
        _down = Owned(random.to(_weight.dtype, _weight.device));
        _up = Owned(zeros([outputs, options.Rank], dtype: _weight.dtype, device: _weight.device));
        _scale = options.Scale;
        return [(Name + ".lora_A.weight", _down), (Name + ".lora_B.weight", _up)];

        static Parameter Owned(Tensor value)
        {
            Parameter parameter = new(value);
            parameter.DetachFromDisposeScope();
            return parameter;
        }
    }

    /// <summary>W + alpha/rank · B A.</summary>
    internal Tensor Merged()
    {
        using IDisposable constant = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor merged = _down is null ? _weight.alias() : _weight + _up!.mm(_down).mul_(_scale);
        return merged.MoveToOuterDisposeScope();
    }
}
