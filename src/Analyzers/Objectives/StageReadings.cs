using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Paragon.Lowering;

namespace Paragon.Analyzers.Objectives;

/// <summary>
/// What was read of single formulas. An edit of one formula of a file moves the others, but they mean what they meant as
/// long as the bodies that they were read from and all declarations stay: then the compiler need not bind them again.
/// </summary>
internal sealed class StageReadings
{
    private const int Most = 2048;
    private readonly ConcurrentDictionary<string, (ulong Declarations, StageReading Reading)> _known = new(StringComparer.Ordinal);

    /// <summary>A formula as it was read before, if that still holds, and where the declarations stand now that an edit has moved.</summary>
    public (StageReading Reading, MovedMembers Moved)? Find(IMethodSymbol method, Compilation compilation) =>
        _known.TryGetValue(Key(method), out (ulong Declarations, StageReading Reading) known) && known.Declarations == Declarations.Of(compilation)
            && MovedMembers.Of(known.Reading.Members, compilation) is { } moved ? (known.Reading, moved) : null;

    /// <summary>Keeps what was read of a formula.</summary>
    public void Keep(IMethodSymbol method, Compilation compilation, StageReading reading)
    {
        if (_known.Count > Most)
        {
            _known.Clear();
        }

        _known[Key(method)] = (Declarations.Of(compilation), reading);
    }

    private static string Key(IMethodSymbol method) => method.GetDocumentationCommentId() ?? method.ToDisplayString();
}
