using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Rows of logits by vector code, in single precision on the CPU: each row is read while it is in the cache.</summary>
internal sealed unsafe class VectorLogitRows(double temperature) : ILogitRows
{
    /// <summary>Logits that are worth a thread.</summary>
    private const int Grain = 1 << 15;

    private readonly float _scale = (float)(1 / temperature);

    /// <inheritdoc/>
    public void Prepare(Tensor logits)
    {
        // The scale is applied where logits are loaded.
    }

    /// <inheritdoc/>
    public void Read(Tensor logits, Tensor targets, LogitColumns columns)
    {
        Rows rows = Of(logits, targets, columns);
        For(rows, &Read);
    }

    /// <inheritdoc/>
    public void Differentiate(Tensor logits, Tensor targets, LogitColumns columns, Tensor? ofLogProbabilities, Tensor? ofEntropies)
    {
        using DisposeScope scope = NewDisposeScope();
        Rows rows = Of(logits, targets, columns) with
        {
            OfLogProbabilities = Pointer<float>(ofLogProbabilities?.contiguous()),
            OfEntropies = Pointer<float>(ofEntropies?.contiguous()),
        };
        For(rows, &Differentiate);
    }

    private Rows Of(Tensor logits, Tensor targets, LogitColumns columns) => new()
    {
        Count = logits.size(0),
        Width = (int)logits.size(1),
        Scale = _scale,
        Logits = Pointer<float>(logits),
        Targets = Pointer<long>(targets),
        LogProbabilities = Pointer<float>(columns.LogProbabilities),
        Normalizers = Pointer<float>(columns.Normalizers),
        Entropies = Pointer<float>(columns.Entropies),
        SquaredProbabilities = Pointer<float>(columns.SquaredProbabilities),
    };

    private static T* Pointer<T>(Tensor? values) where T : unmanaged => values is null ? null : (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values.bytes));

    private static void For(Rows rows, delegate* unmanaged<long, long, void*, void> body) =>
        TorchParallel.For(rows.Count, Math.Max(1, Grain / rows.Width), body, &rows);

    [UnmanagedCallersOnly]
    private static void Read(long begin, long end, void* context)
    {
        Rows* rows = (Rows*)context;
        for (long row = begin; row < end; row++)
        {
            LogitRow read = LogitRow.Read(rows->Row(row), (int)rows->Targets[row], rows->Scale);
            rows->LogProbabilities[row] = (float)read.LogProbability;
            rows->Normalizers[row] = (float)read.Normalizer;
            if (rows->Entropies != null)
            {
                rows->Entropies[row] = (float)read.Entropy;
            }

            if (rows->SquaredProbabilities != null)
            {
                rows->SquaredProbabilities[row] = (float)read.SquaredProbabilities;
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void Differentiate(long begin, long end, void* context)
    {
        Rows* rows = (Rows*)context;
        for (long row = begin; row < end; row++)
        {
            float ofLogProbability = rows->OfLogProbabilities == null ? 0 : rows->OfLogProbabilities[row];
            if (rows->OfEntropies == null)
            {
                LogitRow.Differentiate(rows->Row(row), (int)rows->Targets[row], rows->Scale, rows->Normalizers[row], ofLogProbability);
            }
            else
            {
                LogitRow.Differentiate(
                    rows->Row(row), (int)rows->Targets[row], rows->Scale, rows->Normalizers[row], ofLogProbability, rows->Entropies[row], rows->OfEntropies[row]);
            }
        }
    }

    private struct Rows
    {
        internal long Count;
        internal int Width;
        internal float Scale;
        internal float* Logits;
        internal long* Targets;
        internal float* LogProbabilities, Normalizers, Entropies, SquaredProbabilities, OfLogProbabilities, OfEntropies;

        internal readonly Span<float> Row(long row) => new(Logits + (row * Width), Width);
    }
}
