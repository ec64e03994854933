namespace Paragon.Experiments.Alignment;

/// <summary>
/// A bigram model that learns how much likelier a pair of words is for having occurred in the text before: the smallest model
/// that reinforces itself.
/// </summary>
/// <param name="size">Number of words.</param>
internal sealed class CopyingBigrams(int size)
{
    private const int MostCounted = 8;

    private readonly int _bonuses = size * size;

    /// <summary>Logits of pairs, then the bonus of a pair that occurred 0, 1, 2, ... times.</summary>
    public double[] Parameters { get; } = new double[(size * size) + MostCounted + 1];

    /// <summary>The distribution of each word after the first, given those before it.</summary>
    public double[][] Probabilities(IReadOnlyList<int> text)
    {
        int[,] seen = new int[size, size];
        double[][] all = new double[text.Count - 1][];
        for (int t = 0; t < all.Length; t++)
        {
            all[t] = Next(text[t], seen);
            seen[text[t], text[t + 1]]++;
        }

        return all;
    }

    /// <summary>The text continued with the most probable words.</summary>
    public int[] Continue(IReadOnlyList<int> text, int words)
    {
        int[,] seen = new int[size, size];
        List<int> all = [.. text];
        for (int t = 0; t + 1 < text.Count; t++)
        {
            seen[text[t], text[t + 1]]++;
        }

        for (int i = 0; i < words; i++)
        {
            double[] next = Next(all[^1], seen);
            int best = Array.IndexOf(next, next.Max());
            seen[all[^1], best]++;
            all.Add(best);
        }

        return [.. all];
    }

    /// <summary>Adds to a gradient what a loss's derivatives by the log-probabilities of a text contribute.</summary>
    /// <param name="text">The text.</param>
    /// <param name="derivative">Derivative by each word's log-probability, the first word's left out.</param>
    /// <param name="gradient">Receives the derivative by the parameters.</param>
    public void Add(IReadOnlyList<int> text, ReadOnlySpan<double> derivative, double[] gradient)
    {
        int[,] seen = new int[size, size];
        for (int t = 0; t + 1 < text.Count; t++)
        {
            int word = text[t];
            if (derivative[t] != 0)
            {
                double[] next = Next(word, seen);
                for (int w = 0; w < size; w++)
                {
                    double ofLogit = derivative[t] * ((w == text[t + 1] ? 1 : 0) - next[w]);
                    gradient[(word * size) + w] += ofLogit;
                    gradient[Bonus(seen[word, w])] += ofLogit;
                }
            }

            seen[word, text[t + 1]]++;
        }
    }

    private double[] Next(int word, int[,] seen)
    {
        double[] exponentials = new double[size];
        double sum = 0;
        for (int w = 0; w < size; w++)
        {
            sum += exponentials[w] = Math.Exp(Parameters[(word * size) + w] + Parameters[Bonus(seen[word, w])]);
        }

        return [.. exponentials.Select(x => x / sum)];
    }

    private int Bonus(int count) => _bonuses + Math.Min(count, MostCounted);
}
