using System.Globalization;

namespace Paragon.Training;

/// <summary>
/// How often the examples of a data set are drawn, by their advantage (A-LoL, Baheti et al. 2023): those without a positive
/// one never, the others in proportion to it or all alike.
/// </summary>
public sealed class AdvantageSampling
{
    private readonly double[] _upTo;

    /// <summary>A sampling.</summary>
    /// <param name="advantages">One finite number for each example.</param>
    /// <param name="priority">How those that are kept are weighed.</param>
    /// <exception cref="TrainingException">A number is not finite, or none is above 0: there is nothing to train on.</exception>
    public AdvantageSampling(IReadOnlyList<double> advantages, AdvantagePriority priority)
    {
        for (int i = 0; i < advantages.Count; i++)
        {
            if (!double.IsFinite(advantages[i]))
            {
                throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"The advantage of example {i} is {advantages[i]}; it must be a finite number. Look at the reward and the prompt's value that it was made of."));
            }
        }

        int kept = advantages.Count(advantage => advantage > 0);
        if (kept == 0)
        {
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"None of {advantages.Count} examples has an advantage above 0 (the largest is {advantages.DefaultIfEmpty(double.NaN).Max():g4}), so there is nothing to train on. The data must hold completions that are better than the reference policy's own; look at the values of the prompts."));
        }

        double[] weights = [.. advantages.Select(advantage => advantage <= 0 ? 0 : priority == AdvantagePriority.Proportional ? advantage : 1)];
        double total = weights.Sum();
        (Priority, KeptFraction) = (priority, (double)kept / advantages.Count);
        Probabilities = [.. weights.Select(weight => weight / total)];
        _upTo = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            _upTo[i] = sum += Probabilities[i];
        }
    }

    /// <summary>How the examples are weighed.</summary>
    public AdvantagePriority Priority { get; }

    /// <summary>Probability of each example; they add up to 1.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>Share of the examples that have a positive advantage: the share of a pass's steps that are left.</summary>
    public double KeptFraction { get; }

    /// <summary>The example that a uniform number draws; never one of probability 0.</summary>
    /// <param name="uniform">A number in [0, 1).</param>
    public int Draw(double uniform)
    {
        int found = Array.BinarySearch(_upTo, uniform);

        // A number that equals a bound belongs to the next example with a share of its own.
        int at = found < 0 ? ~found : found + 1;
        while (at < _upTo.Length && Probabilities[at] == 0)
        {
            at++;
        }

        // The sum of the probabilities may be a rounding less than 1.
        return at < _upTo.Length ? at : Probabilities.Index().Last(item => item.Item > 0).Index;
    }
}

/// <summary>How examples with a positive advantage are weighed.</summary>
public enum AdvantagePriority
{
    /// <summary>In proportion to the advantage: A-LoL's priority sampling.</summary>
    Proportional,

    /// <summary>All alike.</summary>
    Uniform,
}
