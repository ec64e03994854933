using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

/// <summary>What the rewards of the field read of a completion.</summary>
public static class Columns
{
    extension(Completion y)
    {
        /// <summary>Whether the answer is right.</summary>
        [Column("correct")]
        public bool IsCorrect => y.Flag("correct");

        /// <summary>Whether an answer was found at all.</summary>
        [Column("extracted")]
        public bool IsExtracted => y.Flag("extracted");

        /// <summary>Whether the whole text has the form that was asked for.</summary>
        [Column("format"), Range(0, 1)]
        public Real Format => y.Read("format");

        /// <summary>Share of the n-grams that are distinct; 1 for fewer than n words.</summary>
        [Column("distinct_ngrams"), Range(0, 1)]
        public Real DistinctNgrams => y.Read("distinct_ngrams");

        /// <summary>How many phrases of stepwise reasoning the text has.</summary>
        [Column("reasoning_steps"), Range(0, double.PositiveInfinity)]
        public Real ReasoningSteps => y.Read("reasoning_steps");

        /// <summary>How many answer tags the text has.</summary>
        [Column("answer_tags"), Range(0, double.PositiveInfinity)]
        public Real AnswerTags => y.Read("answer_tags");

        /// <summary>Whether the text holds code.</summary>
        [Column("has_code")]
        public bool HasCode => y.Flag("has_code");

        /// <summary>Whether the code compiles.</summary>
        [Column("compiles")]
        public bool Compiles => y.Flag("compiles");

        /// <summary>Tests that the code is run on.</summary>
        [Children]
        public Elements<CodeTest> Tests => LevelAccess.Children<Completion, CodeTest>(y, null);
    }

    extension(Segment m)
    {
        /// <summary>Share of the expected fields that a message has.</summary>
        [Column("fields"), Range(0, 1)]
        public Real Fields => m.Read("fields");

        /// <summary>Whether the message's spacing is right, which it is when nothing was parsed.</summary>
        [Column("spacing"), Range(0, 1)]
        public Real Spacing => m.Read("spacing");

        /// <summary>Whether the message starts with the first field.</summary>
        [Column("starts"), Range(0, 1)]
        public Real Starts => m.Read("starts");

        /// <summary>Whether the message ends with the last field.</summary>
        [Column("ends"), Range(0, 1)]
        public Real Ends => m.Read("ends");
    }
}
