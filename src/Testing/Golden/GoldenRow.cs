namespace Paragon.Testing;

/// <summary>What became of one comparison.</summary>
public enum GoldenStatus
{
    /// <summary>All numbers agree.</summary>
    Passed,

    /// <summary>A number differs, or there was nothing to compare; the reason says which.</summary>
    Failed,

    /// <summary>The backend does not compute this quantity.</summary>
    LeftOut,
}

/// <summary>One expected value of one case on one backend.</summary>
/// <param name="File">File name.</param>
/// <param name="Method">The file's method.</param>
/// <param name="Case">Name of the case; empty for a failure of the whole file.</param>
/// <param name="Quantity">Name among the expected values; empty for a failure of the whole case.</param>
/// <param name="Backend">Name of the backend; "framework" for what needs none; empty for a failure before any ran.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Difference">Largest |a − b| / (1 + |b|) over the numbers; NaN where nothing was compared.</param>
/// <param name="Reason">Why it failed or was left out: place, both numbers, or the message of the error.</param>
public sealed record GoldenRow(string File, string Method, string Case, string Quantity, string Backend, GoldenStatus Status, double Difference, string? Reason)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(" · ", new[] { File, Case, Quantity, Backend }.Where(part => part.Length > 0)) + $": {Status}" + (Reason is null ? "" : $". {Reason}");
}
