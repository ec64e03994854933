namespace Paragon.Algorithms.Tests.Preference;

/// <summary>What gradients of pairs must be, summed up token by token: a completion may stand in several pairs.</summary>
internal static class PairGradients
{
    /// <summary>The gradient by each token from what each pair gives to the tokens of its two completions.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="chosen">What a pair gives to a token of its chosen completion.</param>
    /// <param name="rejected">What it gives to a token of its rejected completion.</param>
    public static double[] Of(PackedBatch batch, Func<int, int, double> chosen, Func<int, int, double> rejected)
    {
        double[] gradient = new double[batch.Rows("token")];
        for (int pair = 0; pair < batch.Rows("pair"); pair++)
        {
            foreach (int token in batch.TokensOf(pair, "chosen"))
            {
                gradient[token] += chosen(pair, token) / batch.Rows("pair");
            }

            foreach (int token in batch.TokensOf(pair, "rejected"))
            {
                gradient[token] += rejected(pair, token) / batch.Rows("pair");
            }
        }

        return gradient;
    }

    /// <summary>Rows of the tokens of one of a pair's completions.</summary>
    public static int[] TokensOf(this PackedBatch batch, int pair, string side) =>
        batch.Link("token", "completion").Sources(batch.Link("pair", side).Target(pair));

    /// <summary>β times the margin of each pair.</summary>
    public static double[] Margins(this PackedBatch batch, double beta) => [.. Enumerable.Range(0, batch.Rows("pair")).Select(pair =>
        beta * (batch.TokensOf(pair, "chosen").Sum(batch.LogRatio) - batch.TokensOf(pair, "rejected").Sum(batch.LogRatio)))];

    public static double LogRatio(this PackedBatch batch, int token) => batch.Column("token", "logp")[token] - batch.Column("token", "ref_logp")[token];

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
