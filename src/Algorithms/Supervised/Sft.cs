namespace Paragon.Algorithms;

/// <summary>Supervised fine-tuning: imitate the completions, every token of the batch weighing the same.</summary>
[Objective("sft", Source = "maximum likelihood; TRL sft_trainer")]
public sealed partial record Sft
{
    [Loss]
    private static Real Loss(Token t) => -t.LogProb;

    [Metric("perplexity")]
    private static Real Perplexity(Batch b) => Exp(-b.Tokens.Mean(t => t.LogProb));
}
