using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>The raw memory of a contiguous CPU tensor, in pieces that a span can hold.</summary>
internal static class TensorBytes
{
    internal delegate void Visit(Span<byte> piece);

    private const long NumbersPerPiece = 1 << 26;

    internal static void ForEachPiece(Tensor tensor, Visit visit)
    {
        long length = tensor.numel();
        if (length == 0)
        {
            return;
        }

        using Tensor flat = tensor.detach().view(length);
        for (long start = 0; start < length; start += NumbersPerPiece)
        {
            using Tensor piece = flat.narrow(0, start, Math.Min(NumbersPerPiece, length - start));
            visit(piece.bytes);
        }
    }
}
