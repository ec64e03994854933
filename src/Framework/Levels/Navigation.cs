namespace Paragon;

/// <summary>What every element can reach: its neighbours, its range, its siblings, the whole batch.</summary>
public static class Navigation
{
    extension<T>(T element)
        where T : struct, ILevel<T>
    {
        /// <summary>The whole batch.</summary>
        public Batch Batch => LevelAccess.At<Batch>(element.Source, 0);

        /// <summary>The element after this one under the same parent. Ask <c>IsLast</c> first.</summary>
        public T Next => T.At(element.Source, element.IsLast ? -1 : element.Row + 1);

        /// <summary>The element before this one under the same parent. Ask <c>IsFirst</c> first.</summary>
        public T Previous => T.At(element.Source, element.IsFirst ? -1 : element.Row - 1);

        /// <summary>Whether this is the last element under its parent.</summary>
        public bool IsLast => element.Row == LevelAccess.Family(element).Last;

        /// <summary>Whether this is the first element under its parent.</summary>
        public bool IsFirst => element.Row == LevelAccess.Family(element).First;

        /// <summary>This element and those after it under the same parent, in order.</summary>
        public Elements<T> AndAfter =>
            LevelAccess.Range(element, element.Row, LevelAccess.Family(element).Last, ElementOrder.Forward);

        /// <summary>This element and those before it under the same parent, nearest first.</summary>
        public Elements<T> AndBefore =>
            LevelAccess.Range(element, LevelAccess.Family(element).First, element.Row, ElementOrder.Backward);

        /// <summary>The other elements under the same parent.</summary>
        public Elements<T> Siblings => LevelAccess.Siblings(element);

        /// <summary>Whether the link that led here points anywhere.</summary>
        public bool Exists => element.Row >= 0;
    }
}
