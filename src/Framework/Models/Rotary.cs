using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Cosines and signed sines of the rotary angles, broadcastable over [sequences, heads, length, head].</summary>
internal readonly record struct RotaryAngles(Tensor Cosine, Tensor SignedSine);

/// <summary>Rotary position embedding (Su et al. 2021) in Hugging Face's layout: the pair of channel i is channel i + half.</summary>
internal sealed class Rotary : IDisposable
{
    private readonly int _headSize;
    private readonly Tensor _frequencies;
    private readonly ScalarType _dataType;

    internal Rotary(TransformerConfig config, Device device, ScalarType dataType)
    {
        _headSize = config.HeadSize;
        _dataType = dataType;
        double[] frequencies = new double[_headSize];
        for (int channel = 0; channel < _headSize; channel++)
        {
            frequencies[channel] = Math.Pow(config.RopeTheta, -2.0 * (channel % (_headSize / 2)) / _headSize);
        }

        _frequencies = tensor(frequencies, device: device).DetachFromDisposeScope();
    }

    public void Dispose() => _frequencies.Dispose();

    /// <summary>Angles of positions 0 to length - 1, the same for every sequence.</summary>
    internal RotaryAngles Range(long length) => At(arange(length, ScalarType.Float64, _frequencies.device).view(1, 1, length, 1));

    /// <summary>Angles of given positions.</summary>
    /// <param name="positions">Float64, broadcastable over [sequences, heads, length, head].</param>
    internal RotaryAngles At(Tensor positions)
    {
        // Float64 until the end: at position 100 000 a float32 angle is wrong by 0.006.
        Tensor angles = positions * _frequencies;
        Tensor sine = angles.sin();
        sine.narrow(-1, 0, _headSize / 2).neg_();
        return new RotaryAngles(angles.cos().to(_dataType), sine.to(_dataType));
    }

    /// <summary>Turns queries or keys, [sequences, heads, length, head].</summary>
    internal static Tensor Turn(Tensor vectors, RotaryAngles angles)
    {
        // (a, b) becomes (a cos - b sin, b cos + a sin); rolling by half swaps a and b, and the sine's sign does the rest.
        using Scalar once = 1;
        return torch.addcmul(vectors * angles.Cosine, vectors.roll(vectors.size(-1) / 2, -1), angles.SignedSine, once);
    }
}
