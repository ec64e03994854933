using System.Globalization;

namespace Paragon.Analysis;

/// <summary>Quantities of distributions over finitely many outcomes, in nats.</summary>
public static class Distributions
{
    private const double Tolerance = 1e-6;

    /// <summary>KL(p ‖ q) = Σ p log(p / q); infinite where p has mass that q lacks.</summary>
    /// <param name="p">A distribution.</param>
    /// <param name="q">A distribution over as many outcomes.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double KullbackLeibler(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        RequireSameLength(p, q, "the second distribution");
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += p[i] == 0 ? 0 : p[i] * Math.Log(p[i] / q[i]);
        }

        return sum;
    }

    /// <summary>Rényi cross-entropy H_t(p ‖ q) = log(Σ p q^(t-1)) / (1 - t); at t = 1 the cross-entropy -Σ p log q.</summary>
    /// <param name="p">A distribution.</param>
    /// <param name="q">A distribution over as many outcomes, positive where p is.</param>
    /// <param name="order">t, any number.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double RenyiCrossEntropy(ReadOnlySpan<double> p, ReadOnlySpan<double> q, double order)
    {
        RequireSameLength(p, q, "the second distribution");
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += p[i] == 0 ? 0 : p[i] * (order == 1 ? -Math.Log(q[i]) : Math.Pow(q[i], order - 1));
        }

        return order == 1 ? sum : Math.Log(sum) / (1 - order);
    }

    /// <summary>Mean of a value over a distribution.</summary>
    /// <param name="p">A distribution.</param>
    /// <param name="values">Value of each outcome.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double Mean(ReadOnlySpan<double> p, ReadOnlySpan<double> values)
    {
        RequireSameLength(p, values, "the list of values");
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += p[i] == 0 ? 0 : p[i] * values[i];
        }

        return sum;
    }

    /// <summary>Checks that numbers are positive and add up to 1, to a millionth.</summary>
    internal static double[] RequirePositive(ReadOnlySpan<double> p)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += p[i] > 0 ? p[i] : throw new ArgumentException(Text($"Outcome {i} has probability {p[i]}; each must be more than 0. Leave out outcomes that cannot happen."), nameof(p));
        }

        return Math.Abs(sum - 1) <= Tolerance ? p.ToArray() : throw new ArgumentException(Text($"The {p.Length} probabilities add up to {sum:R}; they must add up to 1."), nameof(p));
    }

    /// <summary>Checks that there is a finite value for each outcome.</summary>
    internal static double[] RequireValues(ReadOnlySpan<double> p, ReadOnlySpan<double> values)
    {
        RequireSameLength(p, values, "the list of rewards");
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(Text($"The reward of outcome {i} is {values[i]}; it must be finite."), nameof(values));
            }
        }

        return values.ToArray();
    }

    private static void RequireSameLength(ReadOnlySpan<double> p, ReadOnlySpan<double> other, string what)
    {
        if (p.Length != other.Length)
        {
            throw new ArgumentException(Text($"The distribution has {p.Length} outcomes, and {what} {other.Length}; they must have as many."), nameof(other));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
