namespace Paragon.Formulas.Tests.Analysis;

/// <summary>The table of `methods/42-par.md`: every shaping that PAR is compared with, and what is proved of it.</summary>
public sealed class ParTableTests
{
    public static TheoryData<string, string, string, string, string> Table => new()
    {
        // name, bounded for all inputs and states, monotone in the score, slope greatest at the centre and falling to zero, centred
        { nameof(ParShapings.Vanilla), "no", "yes", "no", "no" },
        { nameof(ParShapings.Ceiling), "no", "yes", "no", "no" },
        { nameof(ParShapings.Centered), "no", "yes", "no", "yes" },
        { nameof(ParShapings.MeanStd), "no", "yes", "no", "no" },
        { nameof(ParShapings.Clip), "no", "yes", "no", "no" },
        { nameof(ParShapings.MinMax), "yes", "yes", "no", "no" },
        { nameof(ParShapings.Lsc), "no", "yes", "no", "yes" },
        { nameof(ParShapings.Sigmoid), "yes", "yes", "yes", "no" },
        { nameof(ParShapings.Par), "yes", "yes", "yes", "yes" },
        { nameof(ParShapings.ParTanh), "yes", "yes", "yes", "yes" },
        { nameof(ParShapings.Tanh), "yes", "yes", "yes", "no" },
        { nameof(ParShapings.ParArctan), "yes", "yes", "yes", "yes" },
        { nameof(ParShapings.ParPolynomial), "yes", "no", "no", "yes" },
        { nameof(ParShapings.SlowGrowth), "yes", "yes", "no", "yes" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_analysis_says_what_the_card_says(string shaping, string bounded, string monotone, string saturating, string centred)
    {
        ParShapings par = new();
        Node reward = Of(par, shaping);

        Interval range = new RangeAnalysis().Of(shaping == nameof(ParShapings.MinMax) ? par.MinMaxOfBatch : reward);
        Assert.Equal(bounded, double.IsFinite(range.Low) && double.IsFinite(range.High) ? "yes" : "no");
        Assert.Equal(monotone, Monotone.Of(reward, par.Score).Trend switch { Trend.Nondecreasing => "yes", Trend.Mixed => "no", var other => other.ToString() });
        Assert.Equal(saturating, Word(Saturation.Of(reward)));
        Assert.Equal(centred, Word(ShiftInvariance.Of(reward)));
    }

    private static string Word(Verdict? verdict) => verdict switch
    {
        Verdict.Proved => "yes",
        Verdict.Refuted => "no",
        _ => "unknown",
    };

    private static Node Of(ParShapings par, string name) => name switch
    {
        nameof(ParShapings.Vanilla) => par.Vanilla,
        nameof(ParShapings.Ceiling) => par.Ceiling,
        nameof(ParShapings.Centered) => par.Centered,
        nameof(ParShapings.MeanStd) => par.MeanStd,
        nameof(ParShapings.Clip) => par.Clip,
        nameof(ParShapings.MinMax) => par.MinMax,
        nameof(ParShapings.Lsc) => par.Lsc,
        nameof(ParShapings.Sigmoid) => par.Sigmoid,
        nameof(ParShapings.Par) => par.Par,
        nameof(ParShapings.ParTanh) => par.ParTanh,
        nameof(ParShapings.Tanh) => par.Tanh,
        nameof(ParShapings.ParArctan) => par.ParArctan,
        nameof(ParShapings.ParPolynomial) => par.ParPolynomial,
        nameof(ParShapings.SlowGrowth) => par.SlowGrowth,
        _ => throw new ArgumentException($"'{name}' is no shaping of the table."),
    };
}
