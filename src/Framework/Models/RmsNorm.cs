using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Root-mean-square normalisation over the last dimension (Zhang and Sennrich 2019).</summary>
internal static class RmsNorm
{
    internal static Tensor Apply(Tensor input, Tensor weight, double epsilon)
    {
        Tensor scale = input.square().mean([-1], keepdim: true).add_(epsilon).rsqrt_();
        return input.mul(scale).mul(weight);
    }
}
