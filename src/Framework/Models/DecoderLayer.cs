using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>One layer: norm, attention, norm, SwiGLU, each half added to its input.</summary>
internal sealed class DecoderLayer
{
    private readonly double _epsilon;
    private readonly Attention _attention;
    private readonly Parameter _attentionNorm;
    private readonly Parameter _feedForwardNorm;
    private readonly Projection _gate, _up, _down;

    internal DecoderLayer(TransformerConfig config, int layer, Dictionary<string, Parameter> parameters, AdapterSwitch adapters)
    {
        _epsilon = config.RmsNormEpsilon;
        _attention = new Attention(config, layer, parameters, adapters);
        _attentionNorm = parameters[TransformerLayout.Layer(layer, "input_layernorm.weight")];
        _feedForwardNorm = parameters[TransformerLayout.Layer(layer, "post_attention_layernorm.weight")];
        _gate = new Projection(TransformerLayout.Layer(layer, "mlp.gate_proj"), parameters, adapters);
        _up = new Projection(TransformerLayout.Layer(layer, "mlp.up_proj"), parameters, adapters);
        _down = new Projection(TransformerLayout.Layer(layer, "mlp.down_proj"), parameters, adapters);
    }

    internal IEnumerable<Projection> Projections => [.. _attention.Projections, _gate, _up, _down];

    internal Tensor Forward(Tensor hidden, RotaryAngles angles, Tensor? mask, KeyValueCache? cache)
    {
        hidden = (BatchTensor)hidden + (BatchTensor)_attention.Forward(RmsNorm.Apply(hidden, _attentionNorm, _epsilon), angles, mask, cache);
        return (BatchTensor)hidden + (BatchTensor)FeedForward(RmsNorm.Apply(hidden, _feedForwardNorm, _epsilon));
    }

    private Tensor FeedForward(Tensor input) =>
        _down.Apply(nn.functional.silu(_gate.Apply(input)) * _up.Apply(input));
}
