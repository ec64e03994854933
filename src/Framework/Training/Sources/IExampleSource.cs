using Paragon.Data;

namespace Paragon.Training;

/// <summary>Examples without end, in an order that can be taken up where it was left.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
public interface IExampleSource<out T>
{
    /// <summary>Where the next example is, for a checkpoint.</summary>
    DataPosition Position { get; }

    /// <summary>The next example.</summary>
    T Next();

    /// <summary>Goes to a saved position.</summary>
    void Restore(DataPosition position);
}

/// <summary>What all sources can do.</summary>
internal static class ExampleSources
{
    internal static T[] Next<T>(this IExampleSource<T> source, int count)
    {
        T[] examples = new T[count];
        for (int i = 0; i < count; i++)
        {
            examples[i] = source.Next();
        }

        return examples;
    }
}
