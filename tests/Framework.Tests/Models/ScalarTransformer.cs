using Paragon.Models;
using TorchSharp;

namespace Paragon.Framework.Tests.Models;

/// <summary>The transformer in plain loops over doubles, one sequence at a time, as the papers write it: the oracle.</summary>
internal sealed class ScalarTransformer(Transformer model)
{
    private readonly TransformerConfig _config = model.Config;
    private readonly Dictionary<string, double[]> _weights = model.named_parameters()
        .ToDictionary(p => p.name, p => p.parameter.detach().to(torch.ScalarType.Float64).data<double>().ToArray());

    internal double[][] Logits(int[] ids)
    {
        double[] embedding = _weights["model.embed_tokens.weight"], output = _weights[_config.TieWordEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight"];
        double[][] x = [.. ids.Select(id => embedding[(id * _config.HiddenSize)..((id + 1) * _config.HiddenSize)])];
        for (int layer = 0; layer < _config.LayerCount; layer++)
        {
            string prefix = $"model.layers.{layer}.";
            double[][] attended = Attend([.. x.Select(row => Norm(row, prefix + "input_layernorm.weight"))], prefix + "self_attn.");
            x = [.. x.Zip(attended, Add)];
            x = [.. x.Select(row => Add(row, FeedForward(Norm(row, prefix + "post_attention_layernorm.weight"), prefix + "mlp.")))];
        }

        return [.. x.Select(row => Multiply(output, Norm(row, "model.norm.weight")))];
    }

    private double[][] Attend(double[][] x, string prefix)
    {
        int size = _config.HeadSize;
        double[][][] query = Heads(x, prefix, "q", true), key = Heads(x, prefix, "k", true), value = Heads(x, prefix, "v", false);
        return [.. x.Select((_, t) =>
        {
            double[] joined = new double[_config.HeadCount * size];
            for (int head = 0; head < _config.HeadCount; head++)
            {
                int shared = head / (_config.HeadCount / _config.KeyValueHeadCount);
                double[] scores = [.. Enumerable.Range(0, t + 1).Select(s => Math.Exp(query[t][head].Zip(key[s][shared], (a, b) => a * b).Sum() / Math.Sqrt(size)))];
                for (int s = 0; s <= t; s++)
                {
                    for (int i = 0; i < size; i++)
                    {
                        joined[(head * size) + i] += scores[s] / scores.Sum() * value[s][shared][i];
                    }
                }
            }

            return Linear(joined, prefix + "o_proj");
        })];
    }

    private double[][][] Heads(double[][] x, string prefix, string name, bool rotates) => [.. x.Select((row, position) =>
        Linear(row, $"{prefix}{name}_proj").Chunk(_config.HeadSize).Select(head =>
        {
            double[] normed = _weights.ContainsKey($"{prefix}{name}_norm.weight") ? Norm(head, $"{prefix}{name}_norm.weight") : head;
            return rotates ? Rotate(normed, position) : normed;
        }).ToArray())];

    private double[] Rotate(double[] head, int position)
    {
        int half = head.Length / 2;
        double[] turned = new double[head.Length];
        for (int i = 0; i < half; i++)
        {
            double angle = position / Math.Pow(_config.RopeTheta, 2.0 * i / head.Length);
            turned[i] = (head[i] * Math.Cos(angle)) - (head[i + half] * Math.Sin(angle));
            turned[i + half] = (head[i + half] * Math.Cos(angle)) + (head[i] * Math.Sin(angle));
        }

        return turned;
    }

    private double[] FeedForward(double[] x, string prefix) => Linear(
        [.. Linear(x, prefix + "gate_proj").Zip(Linear(x, prefix + "up_proj"), (gate, up) => gate / (1 + Math.Exp(-gate)) * up)],
        prefix + "down_proj");

    private double[] Norm(double[] x, string weight)
    {
        double scale = 1 / Math.Sqrt(x.Average(value => value * value) + _config.RmsNormEpsilon);
        return [.. x.Zip(_weights[weight], (value, w) => value * scale * w)];
    }

    private double[] Linear(double[] x, string name)
    {
        double[] result = Multiply(_weights[name + ".weight"], x);
        return _weights.TryGetValue(name + ".bias", out double[]? bias) ? Add(result, bias) : result;
    }

    private static double[] Multiply(double[] matrix, double[] x) => [.. matrix.Chunk(x.Length).Select(row => row.Zip(x, (a, b) => a * b).Sum())];

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (left, right) => left + right)];
}
