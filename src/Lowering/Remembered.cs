using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Paragon.Lowering;

/// <summary>
/// What was read of a declaration, remembered while an edit cannot have changed it: its file, the files whose bodies were
/// read for it, and all declarations are the same. Without it every edit lowers every formula again, since a compilation is
/// new after each.
/// </summary>
/// <typeparam name="T">What is read: text, nothing of the compilation.</typeparam>
public sealed class Remembered<T>
{
    // Goes with the file: nothing is kept alive.
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<TextSpan, Entry>> _entries = new();

    /// <summary>What was read of a declaration, or is read now.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="compilation">The compilation as it stands.</param>
    /// <param name="read">Reads it, and says of which files it has read bodies.</param>
    public T Of(SyntaxNode declaration, Compilation compilation, Func<(T Value, IReadOnlyCollection<SyntaxTree> Bodies)> read)
    {
        ConcurrentDictionary<TextSpan, Entry> ofFile = _entries.GetValue(declaration.SyntaxTree, static _ => new());
        ulong declarations = Declarations.Of(compilation);
        if (ofFile.TryGetValue(declaration.Span, out Entry? known) && known.Declarations == declarations && known.Bodies.All(compilation.ContainsSyntaxTree))
        {
            return known.Value;
        }

        (T value, IReadOnlyCollection<SyntaxTree> bodies) = read();
        ofFile[declaration.Span] = new Entry(declarations, bodies, value);
        return value;
    }

    private sealed record Entry(ulong Declarations, IReadOnlyCollection<SyntaxTree> Bodies, T Value);
}
