using System.Runtime.CompilerServices;

namespace Paragon.Kernels;

/// <summary>How choices between options fell, as a type: the runtime compiles a loop for them, and of what was not chosen nothing is left in it.</summary>
public interface IChoices
{
    /// <summary>A bit for each condition, set where it holds; the first is the lowest.</summary>
    static abstract int Bits { get; }

    /// <summary>Whether a condition holds.</summary>
    /// <param name="index">Place of the condition, below 32.</param>
    /// <remarks>Without a branch: the runtime stops inlining in a loop after some hundred variables, and each return of a branch is one.</remarks>
    static abstract bool Holds(int index);
}

/// <summary>No conditions.</summary>
public readonly struct NoChoices : IChoices
{
    /// <inheritdoc/>
    public static int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <inheritdoc/>
    public static bool Holds(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}

/// <summary>A condition that holds, and others behind it.</summary>
/// <typeparam name="TOthers">The others.</typeparam>
public readonly struct Yes<TOthers> : IChoices
    where TOthers : IChoices
{
    /// <inheritdoc/>
    public static int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TOthers.Bits << 1) | 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(int index) => ((Bits >> index) & 1) != 0;
}

/// <summary>A condition that does not hold, and others behind it.</summary>
/// <typeparam name="TOthers">The others.</typeparam>
public readonly struct No<TOthers> : IChoices
    where TOthers : IChoices
{
    /// <inheritdoc/>
    public static int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TOthers.Bits << 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(int index) => ((Bits >> index) & 1) != 0;
}
