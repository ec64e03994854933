namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>What RRPO adds to the framework's levels.</summary>
public static class PhraseColumns
{
    extension(Token t)
    {
        /// <summary>Whether the token belongs to a phrase in which the two answers differ.</summary>
        [Column("in_phrase")]
        public bool InPhrase => t.Flag("in_phrase");
    }
}

/// <summary>9. RRPO (card 03): credit for the differing phrases only, and a token KL over the vocabulary on the preferred answer.</summary>
[Objective("twelve-rrpo")]
public sealed partial record Rrpo
{
    /// <summary>Weight of the KL.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Strength of the preference.</summary>
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) =>
        -LogSigmoid(Beta * (Margin(pair.Chosen) - Margin(pair.Rejected))) + Alpha * ForwardKl(pair.Chosen);

    [Metric("margin")]
    private static Real Margin(Completion y) => y.Tokens.Where(t => t.InPhrase).Sum(t => LogProb(t.Chosen) - RefLogProb(t.Chosen));

    [Metric("forward_kl")]
    private static Real ForwardKl(Completion y) =>
        y.Tokens.Sum(t => t.Choices.Sum(v => Exp(RefLogProb(v)) * (RefLogProb(v) - LogProb(v))));

    private static Real LogProb(Choice v) => v.Logit - v.Token.Choices.LogSumExp(w => w.Logit);

    private static Real RefLogProb(Choice v) => v.RefLogit - v.Token.Choices.LogSumExp(w => w.RefLogit);
}
