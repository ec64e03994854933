using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.LogProbs;

/// <summary>Number of tokens, entries of the vocabulary, width of the hidden states.</summary>
internal sealed record Shape(int Tokens, int Vocabulary, int Hidden)
{
    internal static Shape Parse(string text) =>
        text.Split('x') is [string tokens, string vocabulary, string hidden] ? new(Whole(tokens), Whole(vocabulary), Whole(hidden))
        : throw new FormatException($"Shape '{text}' is not TOKENSxVOCABULARYxHIDDEN, for example 2048x32000x512.");

    /// <summary>Floating-point operations of the three matrix products.</summary>
    internal double Operations => 6.0 * Tokens * Vocabulary * Hidden;

    public override string ToString() => $"{Tokens}x{Vocabulary}x{Hidden}";

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The same inputs for every form: hidden states, weights, targets, and the derivative of a loss by each log-probability.</summary>
internal sealed class Problem
{
    internal const double Temperature = 0.9;

    internal Problem(Shape shape)
    {
        using Generator generator = new(1);
        Shape = shape;
        Hidden = randn(shape.Tokens, shape.Hidden, generator: generator).requires_grad_();
        Weight = randn(shape.Vocabulary, shape.Hidden, generator: generator).div_(Math.Sqrt(shape.Hidden)).requires_grad_();
        Targets = randint(0, shape.Vocabulary, [shape.Tokens], dtype: ScalarType.Int64, generator: generator);
        OfLogProbabilities = randn(shape.Tokens, generator: generator);
    }

    internal Shape Shape { get; }

    internal Tensor Hidden { get; }

    internal Tensor Weight { get; }

    internal Tensor Targets { get; }

    internal Tensor OfLogProbabilities { get; }
}
