using System.Globalization;

namespace Paragon;

/// <summary>
/// A real number of a formula. In the scalar run it holds the value of one sample in double precision; to the compiler
/// it stands for one entry per element of a level.
/// </summary>
/// <remarks>
/// It converts from numbers but not to them, so that a value cannot leave the formula language unnoticed (into
/// <c>Math.Exp</c>, an index, a string). Read <see cref="Value"/> where a formula's result is used as a number.
/// </remarks>
public readonly struct Real(double value) : IEquatable<Real>, IComparable<Real>, IFormattable
{
    /// <summary>The number, in double precision.</summary>
    public double Value { get; } = value;

    /// <summary>A number as a formula's value.</summary>
    public static implicit operator Real(double value) => new(value);

    /// <summary>The sum.</summary>
    public static Real operator +(Real left, Real right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Real operator -(Real left, Real right) => new(left.Value - right.Value);

    /// <summary>The product.</summary>
    public static Real operator *(Real left, Real right) => new(left.Value * right.Value);

    /// <summary>The quotient. A divisor of zero gives an infinity or NaN, which the stage that computed it reports.</summary>
    public static Real operator /(Real left, Real right) => new(left.Value / right.Value);

    /// <summary>The negation.</summary>
    public static Real operator -(Real operand) => new(-operand.Value);

    /// <summary>The operand itself.</summary>
    public static Real operator +(Real operand) => operand;

    /// <summary>Whether left is less than right.</summary>
    public static bool operator <(Real left, Real right) => left.Value < right.Value;

    /// <summary>Whether left is greater than right.</summary>
    public static bool operator >(Real left, Real right) => left.Value > right.Value;

    /// <summary>Whether left is at most right.</summary>
    public static bool operator <=(Real left, Real right) => left.Value <= right.Value;

    /// <summary>Whether left is at least right.</summary>
    public static bool operator >=(Real left, Real right) => left.Value >= right.Value;

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(Real left, Real right) => left.Value == right.Value;

    /// <summary>Whether they are different numbers.</summary>
    public static bool operator !=(Real left, Real right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(Real other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Real other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Real other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
