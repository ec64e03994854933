namespace Paragon.Goldens;

/// <summary>The softmax that a model does, for cases that give logits in place of log-probabilities.</summary>
internal static class Softmax
{
    public static double[] Of(ReadOnlySpan<double> logits)
    {
        double[] logs = Log(logits);
        return [.. logs.Select(Math.Exp)];
    }

    public static double[] Log(ReadOnlySpan<double> logits)
    {
        double largest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        foreach (double logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        double[] logs = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            logs[i] = logits[i] - largest - Math.Log(sum);
        }

        return logs;
    }
}
