namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>What AlignDistil adds to the framework's levels: a third model over the vocabulary.</summary>
public static class DistillationColumns
{
    extension(Choice v)
    {
        /// <summary>Logit of the DPO model.</summary>
        [Column("dpo_logit")]
        public Real DpoLogit => v.Read("dpo_logit");
    }
}

/// <summary>12. AlignDistil (card 59): a token KL to a distribution extrapolated from two models.</summary>
[Objective("twelve-aligndistil")]
public sealed partial record AlignDistil
{
    /// <summary>Weight of the DPO reward.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>Scale of the extrapolation.</summary>
    public double Extrapolation { get; init; } = 15;

    /// <summary>Temperature of student and teacher.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Whether the loss of a completion is a mean over its tokens instead of a sum.</summary>
    public bool LengthNorm { get; init; } = true;

    /// <summary>Whether the weight follows the disagreement of the two models.</summary>
    public bool Adaptive { get; init; } = true;

    /// <summary>Whether the reference is the reverse model, to be moved away from.</summary>
    public bool Contrast { get; init; } = true;

    [Loss]
    private Real Loss(Completion y) => LengthNorm ? y.Tokens.Mean(Distillation) : y.Tokens.Sum(Distillation);

    private Real Distillation(Token t) =>
        Coefficient(t) * t.Choices.Sum(v => Exp(LogStudent(v)) * (LogStudent(v) - LogTeacher(v)));

    [Metric("weight")]
    private Real Weight(Token t) => Adaptive
        ? Extrapolation * t.Choices.Sum(v => Abs(Exp(LogSoftmaxDpo(v)) - Exp(LogSoftmaxRef(v)))) + 1e-3
        : Beta / Extrapolation;

    [Metric("teacher")]
    private Real Teacher(Choice v) => Exp(LogTeacher(v));

    private Real Coefficient(Token t) => Adaptive ? Beta / Weight(t) : Extrapolation;

    private Real TeacherLogit(Choice v) => Contrast
        ? v.DpoLogit + Weight(v.Token) * (v.DpoLogit - v.RefLogit)
        : Weight(v.Token) * v.DpoLogit + (1 - Weight(v.Token)) * v.RefLogit;

    private Real LogTeacher(Choice v) => TeacherLogit(v) / Temperature - v.Token.Choices.LogSumExp(w => TeacherLogit(w) / Temperature);

    private Real LogStudent(Choice v) => v.Logit / Temperature - v.Token.Choices.LogSumExp(w => w.Logit / Temperature);

    private static Real LogSoftmaxDpo(Choice v) => v.DpoLogit - v.Token.Choices.LogSumExp(w => w.DpoLogit);

    private static Real LogSoftmaxRef(Choice v) => v.RefLogit - v.Token.Choices.LogSumExp(w => w.RefLogit);
}
