using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>One token of the known answer, read after the turns that came before a turn.</summary>
[Level("answer")]
public readonly partial struct AnswerToken : ILevel<AnswerToken>
{
    /// <summary>log π of the token, teacher-forced; a constant for the gradient.</summary>
    [Column("logp"), Range(double.NegativeInfinity, 0)]
    public partial Real LogProb { get; }

    /// <summary>Turn in whose place the answer is read.</summary>
    [Parent]
    public partial Turn Turn { get; }
}
