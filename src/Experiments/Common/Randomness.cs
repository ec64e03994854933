namespace Paragon.Experiments;

/// <summary>Draws from distributions. A seed gives the same numbers on every machine.</summary>
public static class Randomness
{
    extension(Random random)
    {
        /// <summary>A draw from the standard normal distribution.</summary>
        public double NextGaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        /// <summary>An index drawn with the given probabilities.</summary>
        public int NextIndex(ReadOnlySpan<double> probabilities)
        {
            double left = random.NextDouble();
            for (int i = 0; i < probabilities.Length - 1; i++)
            {
                left -= probabilities[i];
                if (left < 0)
                {
                    return i;
                }
            }

            return probabilities.Length - 1;
        }
    }
}
