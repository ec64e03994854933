using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Comparison;

/// <summary>Hidden states, weights, targets, and the derivative of a loss by each log-probability.</summary>
internal sealed class Projection
{
    public const double Temperature = 0.9;

    private const int Compared = 4096;

    public Projection(Case @case, IReadOnlyDictionary<string, float[]> inputs)
    {
        Hidden = tensor(inputs["hidden"]).view(@case.Rows, @case.Hidden).requires_grad_();
        Weight = tensor(inputs["weight"]).view(@case.Columns, @case.Hidden).requires_grad_();
        Targets = tensor(inputs["target"]).to(ScalarType.Int64);
        Slopes = tensor(inputs["slope"]);
    }

    public Tensor Hidden { get; }

    public Tensor Weight { get; }

    public Tensor Targets { get; }

    public Tensor Slopes { get; }

    /// <summary>The log-probabilities and the first entries of both gradients.</summary>
    public static float[] Results(Tensor logProbabilities, Tensor ofHidden, Tensor ofWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        return [logProbabilities.sum().item<float>(), .. Some(logProbabilities), .. Some(ofHidden), .. Some(ofWeight)];

        static float[] Some(Tensor values) => values.flatten().narrow(0, 0, Math.Min(Compared, values.numel())).contiguous().data<float>().ToArray();
    }
}
