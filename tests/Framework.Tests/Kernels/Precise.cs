namespace Paragon.Framework.Tests.Kernels;

/// <summary>Functions to 25 decimal digits, as a measure of those in 16.</summary>
internal static class Precise
{
    /// <summary>A number with all its digits: the conversion alone keeps 15.</summary>
    public static decimal Of(double x)
    {
        decimal most = (decimal)x;
        return most + (decimal)(x - (double)most);
    }

    /// <summary>eˣ for |x| ≤ 40.</summary>
    public static decimal Exp(decimal x)
    {
        // A decimal has 28 digits behind the point, of which a small result would use few.
        if (x < 0)
        {
            return 1 / Exp(-x);
        }

        decimal reduced = x / 1024, term = 1, sum = 1;
        for (int i = 1; i < 20; i++)
        {
            sum += term *= reduced / i;
        }

        // Near 1 the squares lose digits that the difference from 1 keeps: (1 + d)² = 1 + (2d + d²).
        decimal beyond = sum - 1;
        for (int i = 0; i < 10; i++)
        {
            beyond *= 2 + beyond;
        }

        return 1 + beyond;
    }

    /// <summary>log x for x &gt; 0, by Newton's method.</summary>
    public static decimal Log(decimal x)
    {
        decimal y = (decimal)Math.Log((double)x);
        for (int i = 0; i < 3; i++)
        {
            y += (x * Exp(-y)) - 1;
        }

        return y;
    }

    /// <summary>eˣ - 1.</summary>
    public static decimal ExpMinusOne(decimal x)
    {
        if (Math.Abs(x) > 0.1m)
        {
            return Exp(x) - 1;
        }

        decimal term = 1, sum = 0;
        for (int i = 1; i < 20; i++)
        {
            sum += term *= x / i;
        }

        return sum;
    }

    /// <summary>log(1 + x).</summary>
    public static decimal LogOnePlus(decimal x)
    {
        if (Math.Abs(x) > 0.01m)
        {
            return Log(1 + x);
        }

        decimal power = x, sum = 0;
        for (int i = 1; i < 15; i++)
        {
            sum += (i % 2 == 1 ? power : -power) / i;
            power *= x;
        }

        return sum;
    }
}
