namespace Paragon.Algorithms;

/// <summary>Exact divergences between policy and reference at one position, over the whole vocabulary, in nats.</summary>
[FormulaLibrary]
public static partial class VocabularyKl
{
    /// <summary>log π(v): the log-softmax of the policy's logits.</summary>
    public static Real LogProb(Choice v) => v.Logit - v.Token.Choices.LogSumExp(w => w.Logit);

    /// <summary>log π_ref(v).</summary>
    public static Real RefLogProb(Choice v) => v.RefLogit - v.Token.Choices.LogSumExp(w => w.RefLogit);

    /// <summary>KL(π ‖ π_ref): what is likely under the policy counts, and its gradient seeks a mode of the reference.</summary>
    public static Real Reverse(Token t) => t.Choices.Sum(v => Exp(LogProb(v)) * (LogProb(v) - RefLogProb(v)));

    /// <summary>KL(π_ref ‖ π): what is likely under the reference counts, and its gradient covers all its modes.</summary>
    public static Real Forward(Token t) => t.Choices.Sum(v => Exp(RefLogProb(v)) * (RefLogProb(v) - LogProb(v)));
}
