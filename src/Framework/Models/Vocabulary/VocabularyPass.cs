using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// Logits of some rows at a time, in one buffer that every range of rows uses again: the [rows, vocabulary] matrix never
/// exists whole. A range is projected, read, and, once the derivative of the loss by what was read is known, differentiated and
/// added to the gradients.
/// </summary>
internal sealed class VocabularyPass : IDisposable
{
    private readonly Tensor _hidden, _weight, _targets, _logits;
    private readonly Tensor? _narrow;
    private readonly ILogitRows _rows;
    private Tensor? _factors;

    /// <param name="hidden">[rows, hidden].</param>
    /// <param name="weight">[vocabulary, hidden].</param>
    /// <param name="targets">[rows], Int64.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    /// <param name="columns">Receives what is read of the rows; <see cref="LogitColumns.Make"/> with <see cref="SumType"/>.</param>
    /// <param name="mostRows">Rows of the largest range.</param>
    internal VocabularyPass(Tensor hidden, Tensor weight, Tensor targets, double temperature, LogitColumns columns, long mostRows)
    {
        using IDisposable constant = no_grad();
        (_hidden, _weight, _targets, Columns) = (hidden.detach().DetachFromDisposeScope(), weight.detach().DetachFromDisposeScope(), targets, columns);
        ScalarType sums = SumType(hidden.dtype);
        long vocabulary = weight.size(0), rows = Math.Min(mostRows, hidden.size(0));
        _logits = empty(rows, vocabulary, dtype: sums, device: hidden.device).DetachFromDisposeScope();
        _narrow = sums == hidden.dtype ? null : empty(rows, vocabulary, dtype: hidden.dtype, device: hidden.device).DetachFromDisposeScope();
        _rows = sums == ScalarType.Float32 && hidden.device_type == DeviceType.CPU ? new VectorLogitRows(temperature) : new TensorLogitRows(temperature);
    }

    /// <summary>What was read of the rows so far.</summary>
    internal LogitColumns Columns { get; }

    /// <summary>Sums over a vocabulary need more than the eight bits of bfloat16.</summary>
    internal static ScalarType SumType(ScalarType type) => type == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>Computes logits of a range and reads them.</summary>
    /// <param name="rows">The range.</param>
    /// <param name="differentiate">
    /// Whether <see cref="Differentiate"/> of this range is the next that is asked: where the log-probabilities are all that is read, their derivatives
    /// by the logits are then left in the logits' place.
    /// </param>
    internal void Read(RowRange rows, bool differentiate = false)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Tensor logits = Project(rows), targets = Of(_targets, rows);
        LogitColumns columns = Columns.Rows(rows);
        _factors?.Dispose();
        _factors = null;
        if (differentiate && columns.Entropies is null && columns.SquaredProbabilities is null)
        {
            _factors = _rows.ReadSlopes(logits, targets, columns).DetachFromDisposeScope();
        }
        else
        {
            _rows.Read(logits, targets, columns);
        }
    }

    /// <summary>Adds a range to the gradients. Its logits are those of the last <see cref="Read"/>, or are computed again.</summary>
    /// <param name="rows">The range.</param>
    /// <param name="again">Whether another range was read since.</param>
    /// <param name="derivative">The derivative of the loss by the columns.</param>
    /// <param name="ofHidden">[all rows, hidden]; the range's rows are overwritten. Null where it is not asked.</param>
    /// <param name="ofWeight">[vocabulary, hidden]; is added to. Null where it is not asked.</param>
    internal void Differentiate(RowRange rows, bool again, LogitDerivative derivative, Tensor? ofHidden, Tensor? ofWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Tensor logits = again ? Project(rows) : _logits.narrow(0, 0, rows.Count);
        Tensor? factors = null;
        if (!again && _factors is not null)
        {
            factors = (_factors * (Part(derivative.OfLogProbabilities) ?? zeros_like(_factors))).unsqueeze(1);
        }
        else
        {
            _rows.Differentiate(logits, Of(_targets, rows), Columns.Rows(rows), Part(derivative.OfLogProbabilities), Part(derivative.OfEntropies));
        }

        if (_narrow is not null)
        {
            // A factor that is multiplied in before the rounding costs no further one.
            logits = Narrowed(factors is null ? logits : logits.mul_(factors));
            factors = null;
        }

        Tensor hidden = Of(_hidden, rows);
        ofWeight?.addmm_(logits.t(), factors is null ? hidden : hidden * factors, 1, 1);
        if (ofHidden is not null)
        {
            Tensor part = Of(ofHidden, rows);
            part.addmm_(logits, _weight, 0, 1);
            _ = factors is null ? part : part.mul_(factors);
        }

        Tensor? Part(Tensor? all) => all is null ? null : Of(all, rows).to(logits.dtype);
    }

    private Tensor Narrowed(Tensor logits)
    {
        Tensor narrow = _narrow!.narrow(0, 0, logits.size(0));
        narrow.copy_(logits);
        return narrow;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hidden.Dispose();
        _weight.Dispose();
        _logits.Dispose();
        _narrow?.Dispose();
        _factors?.Dispose();
    }

    private Tensor Project(RowRange rows)
    {
        Tensor logits = _logits.narrow(0, 0, rows.Count), made = _narrow is null ? logits : _narrow.narrow(0, 0, rows.Count);
        // With a first factor of 0 the buffer is written, not read.
        made.addmm_(Of(_hidden, rows), _weight.t(), 0, 1);
        if (_narrow is not null)
        {
            logits.copy_(made);
        }

        _rows.Prepare(logits);
        return logits;
    }

    private static Tensor Of(Tensor all, RowRange rows) => all.narrow(0, rows.Start, rows.Count);
}
