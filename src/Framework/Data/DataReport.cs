using System.Globalization;
using System.Text;

namespace Paragon.Data;

/// <summary>Why a row was refused.</summary>
public enum DataRefusalReason
{
    /// <summary>The line is not valid UTF-8.</summary>
    NotUtf8,

    /// <summary>The line is not valid JSON.</summary>
    NotJson,

    /// <summary>The line is JSON but no object.</summary>
    NotAnObject,

    /// <summary>The line is too long to be a row.</summary>
    TooLong,

    /// <summary>A column is missing.</summary>
    MissingColumn,

    /// <summary>A column holds something of another type.</summary>
    WrongType,

    /// <summary>A text is empty or blank.</summary>
    Empty,

    /// <summary>A conversation has turns that cannot be told apart, or in a wrong order.</summary>
    BadDialogue,

    /// <summary>Chosen and rejected are the same.</summary>
    NoPreference,

    /// <summary>The final answer is no number.</summary>
    NoAnswer,
}

/// <summary>A row that was refused.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Reason">Why, in kind.</param>
/// <param name="Message">Why, in words.</param>
public sealed record DataRefusal(DataPlace Place, DataRefusalReason Reason, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>What became of the rows of one pass over a file. Rows read are always the accepted and the refused ones.</summary>
public sealed class DataReport
{
    private const int Remembered = 5;
    private readonly SortedDictionary<DataRefusalReason, long> _counts = [];
    private readonly List<DataRefusal> _first = [];

    /// <summary>Rows that were read; blank lines are none.</summary>
    public long RowsRead => RowsAccepted + RowsRefused;

    /// <summary>Rows that became examples.</summary>
    public long RowsAccepted { get; private set; }

    /// <summary>Rows that did not.</summary>
    public long RowsRefused { get; private set; }

    /// <summary>Number of refused rows by reason.</summary>
    public IReadOnlyDictionary<DataRefusalReason, long> Refused => _counts;

    /// <summary>The first few refused rows.</summary>
    public IReadOnlyList<DataRefusal> FirstRefusals => _first;

    internal void Accept() => RowsAccepted++;

    internal void Refuse(DataRefusal refusal)
    {
        RowsRefused++;
        _counts[refusal.Reason] = _counts.GetValueOrDefault(refusal.Reason) + 1;
        if (_first.Count < Remembered)
        {
            _first.Add(refusal);
        }
    }

    /// <summary>The counts in words, and the first refused rows with their places.</summary>
    public override string ToString()
    {
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"{RowsRead} rows read, {RowsAccepted} accepted, {RowsRefused} refused"));
        if (RowsRefused > 0)
        {
            text.Append(": ").AppendJoin(", ", _counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
            text.Append(_first.Count < RowsRefused ? ". The first:" : ".");
            foreach (DataRefusal refusal in _first)
            {
                text.Append("\n  ").Append(refusal);
            }
        }

        return text.ToString();
    }
}
