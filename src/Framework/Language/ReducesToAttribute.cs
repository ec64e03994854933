namespace Paragon;

/// <summary>Claims that the method is another one where an option has a special value: the same loss, the same gradient.</summary>
/// <typeparam name="TOther">The other method. Options that both have are given the same values.</typeparam>
/// <param name="option">Name of the option.</param>
/// <param name="value">Its special value; a truth value as 0 or 1, a choice as its number in the enumeration.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ReducesToAttribute<TOther>(string option, double value) : Attribute
{
    /// <summary>Name of the option.</summary>
    public string Option { get; } = option;

    /// <summary>Its special value.</summary>
    public double Value { get; } = value;
}
