using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Normalisation;

/// <summary>The rewards that are put together.</summary>
public static class Columns
{
    extension(Completion y)
    {
        /// <summary>Whether the answer is right.</summary>
        [Column("accuracy"), Range(0, 1)]
        public Real Accuracy => y.Read("accuracy");

        /// <summary>Whether the format is right.</summary>
        [Column("format"), Range(0, 1)]
        public Real Format => y.Read("format");

        /// <summary>Whether the accuracy could be judged: a missing reward is absent, not 0.</summary>
        [Column("is_applicable")]
        public bool IsApplicable => y.Flag("is_applicable");
    }
}
