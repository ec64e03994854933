namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>What a run of the fuzzer has seen.</summary>
internal sealed class FuzzCounts
{
    /// <summary>Formulas that the compiler took.</summary>
    public long Formulas { get; set; }

    /// <summary>Formulas that the compiler refused.</summary>
    public long NotTaken { get; set; }

    /// <summary>Values that were compared.</summary>
    public long Compared { get; set; }

    /// <summary>Those of them that rounding may have moved far: the comparison says little.</summary>
    public long Loose { get; set; }

    /// <summary>Entries of gradients that were compared.</summary>
    public long Gradients { get; set; }

    /// <summary>Formulas on a batch that all refused.</summary>
    public long Refused { get; set; }

    /// <summary>Formulas on a batch that some refused, with something on the way that is not finite.</summary>
    public long RefusedBySome { get; set; }

    /// <summary>Gradients that were refused, with something on the way that is not finite.</summary>
    public long RefusedGradients { get; set; }

    /// <summary>Formulas on a batch whose text was not compared, because the graph has a stabler form.</summary>
    public long Rewritten { get; set; }

    /// <summary>Losses on a batch that have no symbolic derivative.</summary>
    public long NoDerivative { get; set; }

    /// <summary>Losses that were computed in parts as well.</summary>
    public long Splits { get; set; }

    /// <summary>Values and entries of gradients that the graph gives none of, and so cannot judge.</summary>
    public long Unjudged { get; set; }

    /// <summary>Adds what another run has seen.</summary>
    public void Add(FuzzCounts other)
    {
        (Formulas, NotTaken, Compared, Loose, Gradients) = (Formulas + other.Formulas, NotTaken + other.NotTaken, Compared + other.Compared, Loose + other.Loose, Gradients + other.Gradients);
        (Refused, RefusedBySome, RefusedGradients) = (Refused + other.Refused, RefusedBySome + other.RefusedBySome, RefusedGradients + other.RefusedGradients);
        (Rewritten, NoDerivative, Splits, Unjudged) = (Rewritten + other.Rewritten, NoDerivative + other.NoDerivative, Splits + other.Splits, Unjudged + other.Unjudged);
    }

    public override string ToString() =>
        $"{Formulas} formulas ({NotTaken} more refused by the compiler); {Compared} values ({Loose} of them loosely), {Gradients} entries of gradients, {Splits} losses in parts; "
        + $"refused by all {Refused}, by some {RefusedBySome}, gradients {RefusedGradients}; not compared with the text {Rewritten}; without derivative {NoDerivative}; not judged {Unjudged}";
}
