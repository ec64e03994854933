namespace Paragon.Training;

/// <summary>What a feature of a completion gave: a number, or the reason why there is none. A failure is never a silent 0.</summary>
public readonly record struct Feature
{
    private Feature(double value, string? failure) => (Number, Failure) = (value, failure);

    /// <summary>Why there is no value, or null where there is one.</summary>
    public string? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The feature failed.</exception>
    public double Value => Failure is null ? Number : throw new InvalidOperationException($"The feature has no value: {Failure}");

    private double Number { get; }

    /// <summary>A feature with a value.</summary>
    public static implicit operator Feature(double value) => new(value, null);

    /// <summary>A feature that could not be computed, through no fault of the completion (a judge that did not answer, a row without the answer).</summary>
    /// <param name="reason">Why; shown to the user.</param>
    public static Feature Failed(string reason) => new(0, reason);
}
