namespace Paragon.CodeFixes.Editing;

/// <summary>One way to settle a warning, as the editor offers it.</summary>
/// <param name="Key">What all places that are settled in this way have in common: fixing all of them applies to those with this key.</param>
/// <param name="Title">What the change does to this place.</param>
/// <param name="Edits">The changes, in any files of the solution.</param>
internal sealed record Remedy(string Key, string Title, params IReadOnlyList<Edit> Edits);
