namespace Paragon.Formulas;

/// <summary>What is known of a claim about a formula.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The claim holds for all declared inputs.</summary>
    /// <param name="Reason">Why, in one sentence.</param>
    public sealed record Proved(string Reason) : Verdict;

    /// <summary>The claim fails: there is an input, confirmed by evaluation.</summary>
    /// <param name="Witness">The input.</param>
    public sealed record Refuted(Witness Witness) : Verdict;

    /// <summary>Neither was shown.</summary>
    /// <param name="Culprit">Smallest part of the formula that stands in the way.</param>
    /// <param name="Declaration">What would settle it, as a sentence: a range to declare, a guard to add.</param>
    public sealed record Unknown(Node Culprit, string Declaration) : Verdict;
}
