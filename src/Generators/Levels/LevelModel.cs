using Paragon.Formulas;

namespace Paragon.Generators.Levels;

/// <summary>What the generator needs to know of a level: plain data, so that unrelated edits find it unchanged.</summary>
/// <param name="Namespace">Namespace of the struct, empty for none.</param>
/// <param name="Type">Name of the struct.</param>
/// <param name="Accessibility">Its accessibility, as written.</param>
/// <param name="Level">Name of the level.</param>
/// <param name="Parent">Name of the link to the parent, or null.</param>
/// <param name="Members">Partial properties to implement.</param>
internal sealed record LevelModel(
    string Namespace, string Type, string Accessibility, string Level, string? Parent, EquatableArray<LevelMember> Members);

/// <summary>A partial property of a level.</summary>
/// <param name="Kind">What it reads.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Accessibility">Its accessibility, as written.</param>
/// <param name="Key">Name of the column or link; null for the children of the whole batch.</param>
/// <param name="Element">Level type at the other end, fully qualified, or empty.</param>
/// <param name="Default">Value of an absent column; NaN makes it required.</param>
internal sealed record LevelMember(
    MemberKind Kind, string Name, string Type, string Accessibility, string? Key, string Element, double Default);

/// <summary>What a property of a level reads.</summary>
internal enum MemberKind
{
    /// <summary>A column of numbers.</summary>
    Number,

    /// <summary>A column of truth values.</summary>
    Flag,

    /// <summary>Another element.</summary>
    Element,

    /// <summary>The elements that point here.</summary>
    Children,
}
