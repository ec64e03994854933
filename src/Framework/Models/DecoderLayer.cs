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
    private readonly Parameter _gate;
    private readonly Parameter _up;
    private readonly Parameter _down;

    internal DecoderLayer(TransformerConfig config, int layer, Dictionary<string, Parameter> parameters)
    {
        _epsilon = config.RmsNormEpsilon;
        _attention = new Attention(config, layer, parameters);
        _attentionNorm = parameters[TransformerLayout.Layer(layer, "input_layernorm.weight")];
        _feedForwardNorm = parameters[TransformerLayout.Layer(layer, "post_attention_layernorm.weight")];
        _gate = parameters[TransformerLayout.Layer(layer, "mlp.gate_proj.weight")];
        _up = parameters[TransformerLayout.Layer(layer, "mlp.up_proj.weight")];
        _down = parameters[TransformerLayout.Layer(layer, "mlp.down_proj.weight")];
    }

    internal Tensor Forward(Tensor hidden, RotaryAngles angles, Tensor? mask, KeyValueCache? cache)
    {
        hidden += _attention.Forward(RmsNorm.Apply(hidden, _attentionNorm, _epsilon), angles, mask, cache);
        return hidden + FeedForward(RmsNorm.Apply(hidden, _feedForwardNorm, _epsilon));
    }

    private Tensor FeedForward(Tensor input) =>
        nn.functional.linear(nn.functional.silu(nn.functional.linear(input, _gate)) * nn.functional.linear(input, _up), _down);
}
