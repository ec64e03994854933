using System.Globalization;
using Paragon.Data;

namespace Paragon.Training;

/// <summary>Examples drawn with replacement by their advantage. The n-th draw depends on the seed and n alone, so that a run goes on where it stopped.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
/// <param name="examples">The data set, in memory.</param>
/// <param name="sampling">How often each is drawn.</param>
/// <param name="seeds">Random numbers of the run.</param>
public sealed class PrioritySource<T>(IReadOnlyList<T> examples, AdvantageSampling sampling, Seeds seeds) : IExampleSource<T>
{
    private const string Use = "priority sampling";

    private readonly IReadOnlyList<T> _examples = examples.Count == sampling.Probabilities.Count
        ? examples
        : throw new TrainingException($"There are {examples.Count} examples and {sampling.Probabilities.Count} advantages; there must be one for each.");

    private long _taken;

    /// <inheritdoc/>
    public DataPosition Position => new(0, _taken, Order);

    private string Order => string.Create(CultureInfo.InvariantCulture, $"seed {seeds.Seed}, {sampling.Priority} advantages, {_examples.Count} examples, kept {sampling.KeptFraction:R}");

    /// <inheritdoc/>
    public T Next()
    {
        // 53 bits: every double in [0, 1) that a multiple of 2^-53 is.
        double uniform = (seeds.For(Use, _taken++) >> 11) * double.ScaleB(1, -53);
        return _examples[sampling.Draw(uniform)];
    }

    /// <inheritdoc/>
    public void Restore(DataPosition position)
    {
        if (position.Order != Order)
        {
            throw new TrainingException($"The saved position is of other data or another order: it says '{position.Order}', and now it is '{Order}'. Resume with the same settings, or start anew.");
        }

        _taken = position.Taken;
    }
}
