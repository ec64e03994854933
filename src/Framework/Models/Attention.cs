using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Causal grouped-query attention (Ainslie et al. 2023).</summary>
internal sealed class Attention
{
    private readonly TransformerConfig _config;
    private readonly int _layer;
    private readonly Projection _query, _key, _value, _output;
    private readonly Parameter? _queryNorm, _keyNorm;

    internal Attention(TransformerConfig config, int layer, Dictionary<string, Parameter> parameters, AdapterSwitch adapters)
    {
        (_config, _layer) = (config, layer);
        (_query, _key, _value, _output) = (Named("q"), Named("k"), Named("v"), Named("o"));
        _queryNorm = Optional("q_norm.weight");
        _keyNorm = Optional("k_norm.weight");

        Projection Named(string name) => new(TransformerLayout.Layer(layer, $"self_attn.{name}_proj"), parameters, adapters);
        Parameter? Optional(string part) => parameters.GetValueOrDefault(TransformerLayout.Layer(layer, $"self_attn.{part}"));
    }

    internal IEnumerable<Projection> Projections => [_query, _key, _value, _output];

    /// <param name="input">[sequences, length, hidden].</param>
    /// <param name="angles">Rotary angles of these positions.</param>
    /// <param name="mask">True where a query may look; null: each looks at itself and what is before it.</param>
    /// <param name="cache">Keys and values of the positions before, which gets these appended; null: there are none.</param>
    internal Tensor Forward(Tensor input, RotaryAngles angles, Tensor? mask, KeyValueCache? cache)
    {
        long sequences = input.size(0), length = input.size(1);
        Tensor query = Rotary.Turn(Normalised(Heads(input, _query, _config.HeadCount), _queryNorm), angles);
        Tensor key = Rotary.Turn(Normalised(Heads(input, _key, _config.KeyValueHeadCount), _keyNorm), angles);
        Tensor value = Heads(input, _value, _config.KeyValueHeadCount);
        if (cache is not null)
        {
            (key, value) = cache.Append(_layer, key, value);
        }

        Tensor attended = length == 1 && cache is not null
            ? OnePosition(query, key, value, mask)
            : nn.functional.scaled_dot_product_attention(query, ForEveryQuery(key), ForEveryQuery(value), mask, is_casual: mask is null);
        return _output.Apply(attended.transpose(1, 2).reshape(sequences, length, -1));
    }

    /// <summary>The queries that share a key head stand as positions of one head: nothing is copied.</summary>
    private Tensor OnePosition(Tensor query, Tensor key, Tensor value, Tensor? mask)
    {
        Tensor grouped = query.view(query.size(0), _config.KeyValueHeadCount, -1, _config.HeadSize);
        return nn.functional.scaled_dot_product_attention(grouped, key, value, mask).view(query.size(0), _config.HeadCount, 1, _config.HeadSize);
    }

    private Tensor Heads(Tensor input, Projection projection, int heads) =>
        projection.Apply(input).view(input.size(0), input.size(1), heads, _config.HeadSize).transpose(1, 2);

    private Tensor Normalised(Tensor heads, Parameter? norm) => norm is null ? heads : RmsNorm.Apply(heads, norm, _config.RmsNormEpsilon);

    private Tensor ForEveryQuery(Tensor heads)
    {
        int group = _config.HeadCount / _config.KeyValueHeadCount;
        return group == 1
            ? heads
            : heads.unsqueeze(2).expand(-1, -1, group, -1, -1).reshape(heads.size(0), _config.HeadCount, heads.size(2), _config.HeadSize);
    }
}
