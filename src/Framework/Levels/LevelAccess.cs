namespace Paragon;

/// <summary>How the bodies of a level's members read a packed batch. A user's own columns and links call these.</summary>
public static class LevelAccess
{
    /// <summary>The number in a column at this element.</summary>
    /// <param name="element">Element of the level that owns the column.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="default">Value where the batch lacks the column; NaN makes it required.</param>
    /// <exception cref="BatchException">The column is absent and required, or the element does not exist.</exception>
    public static Real Read<T>(this T element, string column, double @default = double.NaN)
        where T : struct, ILevel<T> =>
        element.Source.Read(T.LevelName, column, RowOf(element, column), @default);

    /// <summary>The truth value in a column at this element: any number but 0 is true.</summary>
    /// <inheritdoc cref="Read{T}"/>
    public static bool Flag<T>(this T element, string column, double @default = double.NaN)
        where T : struct, ILevel<T> =>
        element.Read(column, @default).Value != 0;

    /// <summary>The element that a link of this one points to; one that does not exist where an optional link points nowhere.</summary>
    /// <param name="element">Element that the link starts from.</param>
    /// <param name="link">Name of the link.</param>
    /// <exception cref="BatchException">The batch lacks the link, or the element does not exist.</exception>
    public static TTo Follow<T, TTo>(T element, string link)
        where T : struct, ILevel<T>
        where TTo : struct, ILevel<TTo> =>
        TTo.At(element.Source, element.Source.Link(T.LevelName, link).Target(RowOf(element, link)));

    /// <summary>The elements whose link points to this one, in the order of their rows.</summary>
    /// <param name="element">Element that the links point to.</param>
    /// <param name="link">Name of the link in the other level; for the whole batch it is not used.</param>
    public static Elements<TChild> Children<T, TChild>(T element, string? link)
        where T : struct, ILevel<T>
        where TChild : struct, ILevel<TChild>
    {
        PackedBatch source = element.Source;
        string name = $"{TChild.LevelName} of {T.LevelName} {element.Row}";
        return T.LevelName == PackedBatch.RootLevel
            ? new Elements<TChild>(source, Enumerable.Range(0, source.Rows(TChild.LevelName)).ToArray(), name)
            : new Elements<TChild>(source, source.Link(TChild.LevelName, link ?? T.LevelName).Sources(RowOf(element, name)), name);
    }

    /// <summary>The element of a level at a row.</summary>
    public static T At<T>(PackedBatch source, int row)
        where T : struct, ILevel<T> => T.At(source, row);

    /// <summary>First and last row under the parent of an element.</summary>
    internal static (int First, int Last) Family<T>(T element)
        where T : struct, ILevel<T>
    {
        int row = RowOf(element, "its neighbours");
        if (T.ParentLink is not { } parent)
        {
            return (0, element.Source.Rows(T.LevelName) - 1);
        }

        PackedLink link = element.Source.Link(T.LevelName, parent);
        return link.Span(link.Target(row));
    }

    internal static Elements<T> Range<T>(T element, int first, int last, ElementOrder order)
        where T : struct, ILevel<T>
    {
        int[] rows = Enumerable.Range(first, last - first + 1).ToArray();
        if (order == ElementOrder.Backward)
        {
            Array.Reverse(rows);
        }

        return new Elements<T>(element.Source, rows, $"the range of {T.LevelName} {element.Row}", element.Row);
    }

    internal static Elements<T> Siblings<T>(T element)
        where T : struct, ILevel<T>
    {
        (int first, int last) = Family(element);
        int[] rows = Enumerable.Range(first, last - first + 1).Where(row => row != element.Row).ToArray();
        return new Elements<T>(element.Source, rows, $"the siblings of {T.LevelName} {element.Row}");
    }

    private static int RowOf<T>(T element, string wanted)
        where T : struct, ILevel<T> =>
        element.Row >= 0
            ? element.Row
            : throw new BatchException($"'{wanted}' was read from a {T.LevelName} that does not exist. Ask Exists, IsFirst or IsLast before following the link.");
}

/// <summary>Order in which a range lists its elements.</summary>
internal enum ElementOrder
{
    /// <summary>By rising row.</summary>
    Forward,

    /// <summary>By falling row.</summary>
    Backward,
}
