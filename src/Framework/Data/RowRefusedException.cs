namespace Paragon.Data;

/// <summary>Thrown while one row is read; the file counts it and goes on.</summary>
internal sealed class RowRefusedException(DataRefusalReason reason, string message) : Exception(message)
{
    public DataRefusalReason Reason { get; } = reason;
}
