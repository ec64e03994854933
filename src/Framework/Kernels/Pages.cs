namespace Paragon.Kernels;

/// <summary>Whether memory that someone else owns may be read a vector beyond its ends: it may within a page, which is readable as a whole.</summary>
internal static class Pages
{
    private const nint Size = 4096;
    private const nint Vector = 64;

    /// <summary>Whether a vector from one element before the first on, and one that begins at the last, stay within the column's own pages.</summary>
    public static unsafe bool HoldVectorsBeyond<T>(Column<T> column)
        where T : unmanaged
    {
        nint last = column.Address + ((column.Length - 1) * sizeof(T));
        return column.Length > 0 && SamePage(column.Address, column.Address - sizeof(T)) && SamePage(last, last + Vector - 1);
    }

    private static bool SamePage(nint one, nint other) => one / Size == other / Size;
}
