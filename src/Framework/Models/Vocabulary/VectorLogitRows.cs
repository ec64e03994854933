using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Paragon.Kernels;
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
        bool whole = columns.Entropies is not null || columns.SquaredProbabilities is not null;
        For(Of(logits, targets, columns), whole ? &ReadWhole : &Read);
    }

    /// <inheritdoc/>
    public Tensor ReadSlopes(Tensor logits, Tensor targets, LogitColumns columns)
    {
        Tensor factors = empty_like(columns.LogProbabilities);
        For(Of(logits, targets, columns) with { Factors = Pointer<float>(factors) }, &Read);
        return factors;
    }

    /// <inheritdoc/>
    public void Differentiate(Tensor logits, Tensor targets, LogitColumns columns, Tensor? ofLogProbabilities, Tensor? ofEntropies)
    {
        using DisposeScope scope = NewDisposeScope();
        LogitRowMemory rows = Of(logits, targets, columns) with
        {
            OfLogProbabilities = Pointer<float>(ofLogProbabilities?.contiguous()),
            OfEntropies = Pointer<float>(ofEntropies?.contiguous()),
        };
        For(rows, &Differentiate);
    }

    private LogitRowMemory Of(Tensor logits, Tensor targets, LogitColumns columns) => new()
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

    private static void For(LogitRowMemory rows, delegate* unmanaged<long, long, void*, void> body) =>
        TorchParallel.For(rows.Count, Math.Max(1, Grain / rows.Width), body, &rows);

    [UnmanagedCallersOnly]
    private static void Read(long begin, long end, void* context) => Each<LogProbabilityReader>(begin, end, context);

    [UnmanagedCallersOnly]
    private static void ReadWhole(long begin, long end, void* context) => Each<DistributionReader>(begin, end, context);

    [UnmanagedCallersOnly]
    private static void Differentiate(long begin, long end, void* context) => Each<RowDifferentiation>(begin, end, context);

    private static void Each<TWork>(long begin, long end, void* context)
        where TWork : IRowWork
    {
        LogitRowMemory* rows = (LogitRowMemory*)context;
        for (long row = begin; row < end; row++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                TWork.Do<Lanes512<float>>(rows, row);
            }
            else
            {
                TWork.Do<Lanes256<float>>(rows, row);
            }
        }
    }
}
