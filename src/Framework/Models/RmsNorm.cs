using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Root-mean-square normalisation over the last dimension (Zhang and Sennrich 2019).</summary>
internal static class RmsNorm
{
    internal static Tensor Apply(Tensor input, Tensor weight, double epsilon)
    {
        using Scalar floor = epsilon;
        using Scalar once = 1;
        Tensor scale = input.mul(input).mean([-1], keepdim: true).add_(floor, once).rsqrt_();
        return input.mul(scale).mul(weight);
    }
}
