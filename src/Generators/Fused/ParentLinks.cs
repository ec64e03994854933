using Microsoft.CodeAnalysis;
using Paragon.Lowering;

namespace Paragon.Generators.Fused;

/// <summary>Which links lead from elements that lie together, in the order of what they point to: those to a parent.</summary>
internal static class ParentLinks
{
    /// <summary>Keys of the links to parents of some levels and of all that can be reached from them.</summary>
    public static HashSet<string> Of(IEnumerable<LevelSymbol> levels)
    {
        HashSet<string> links = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<LevelSymbol> open = new(levels);
        while (open.Count > 0)
        {
            LevelSymbol level = open.Pop();
            if (!seen.Add(level.Name))
            {
                continue;
            }

            if (level.ParentLink is not null)
            {
                links.Add(level.Family.Key);
            }

            foreach (IPropertySymbol property in level.Type.GetMembers().OfType<IPropertySymbol>())
            {
                ITypeSymbol? other = property.Type is INamedTypeSymbol { TypeArguments.Length: 1 } set ? set.TypeArguments[0] : property.Type;
                if (LevelSymbol.Of(other) is { } reached)
                {
                    open.Push(reached);
                }
            }
        }

        return links;
    }
}
