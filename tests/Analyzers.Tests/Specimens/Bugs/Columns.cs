using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

/// <summary>What the specimens of real bugs read.</summary>
public static class Columns
{
    extension(Completion y)
    {
        /// <summary>Whether the answer is right, 0 or 1.</summary>
        [Column("accuracy"), Range(0, 1)]
        public Real Accuracy => y.Read("accuracy");

        /// <summary>The outcome, -1 or 0 where an answer is wrong or right.</summary>
        [Column("outcome"), Range(-1, 1)]
        public Real Outcome => y.Read("outcome");

        /// <summary>Length as a share of the longest answer of the group.</summary>
        [Column("relative_length"), Range(0, 1)]
        public Real RelativeLength => y.Read("relative_length");

        /// <summary>Whether the format is right, 0 or 1.</summary>
        [Column("format"), Range(0, 1)]
        public Real Format => y.Read("format");
    }

    extension(Token t)
    {
        /// <summary>log-probability under the reference, by a model that nobody froze.</summary>
        [Column("reference_logp", Differentiable = true), Range(double.NegativeInfinity, 0)]
        public Real ReferenceLogProb => t.Read("reference_logp");
    }
}
