using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>The work on rows of logits between the matrix products.</summary>
internal interface ILogitRows
{
    /// <summary>Makes projected logits ready for the other two.</summary>
    void Prepare(Tensor logits);

    /// <summary>Reads rows of logits into rows of columns; entropies and squares only where there is a column for them.</summary>
    void Read(Tensor logits, Tensor targets, LogitColumns columns);

    /// <summary>
    /// Reads rows of logits into rows of columns, of which entropies and squares are not asked, and leaves in place of the logits the derivatives of the
    /// log-probabilities by them, but for a factor a row: with it they cost no second pass.
    /// </summary>
    /// <returns>The factors, [rows].</returns>
    Tensor ReadSlopes(Tensor logits, Tensor targets, LogitColumns columns);

    /// <summary>Replaces rows of logits by the derivative of a loss by them.</summary>
    /// <param name="logits">[rows, vocabulary]; overwritten.</param>
    /// <param name="targets">[rows].</param>
    /// <param name="columns">What <see cref="Read"/> gave of these rows.</param>
    /// <param name="ofLogProbabilities">[rows], derivative of the loss by the log-probabilities; null where it does not read them.</param>
    /// <param name="ofEntropies">[rows], by the entropies; null where it does not read them.</param>
    void Differentiate(Tensor logits, Tensor targets, LogitColumns columns, Tensor? ofLogProbabilities, Tensor? ofEntropies);
}

/// <summary>What is known of each row of logits.</summary>
/// <param name="LogProbabilities">[rows], log of the softmax at the target.</param>
/// <param name="Normalizers">[rows], log of the softmax's sum.</param>
/// <param name="Entropies">[rows], or null if not asked.</param>
/// <param name="SquaredProbabilities">[rows], Σ p², or null if not asked.</param>
internal sealed record LogitColumns(Tensor LogProbabilities, Tensor Normalizers, Tensor? Entropies, Tensor? SquaredProbabilities)
{
    /// <summary>Columns for so many rows.</summary>
    internal static LogitColumns Make(long rows, ScalarType type, Device device, bool entropies, bool squares)
    {
        return new LogitColumns(Column(), Column(), entropies ? Column() : null, squares ? Column() : null);

        Tensor Column() => empty(rows, dtype: type, device: device);
    }

    /// <summary>Views of some rows, in the caller's scope.</summary>
    internal LogitColumns Rows(RowRange rows) => new(
        LogProbabilities.narrow(0, rows.Start, rows.Count), Normalizers.narrow(0, rows.Start, rows.Count),
        Entropies?.narrow(0, rows.Start, rows.Count), SquaredProbabilities?.narrow(0, rows.Start, rows.Count));
}
