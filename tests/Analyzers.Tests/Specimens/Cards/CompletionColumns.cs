using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>What the cards' rewards read of a completion.</summary>
public static class CompletionColumns
{
    extension(Completion y)
    {
        /// <summary>Whether the outcome is right.</summary>
        [Column("accuracy"), Range(0, 1)]
        public Real Accuracy => y.Read("accuracy");

        /// <summary>The outcome, 1 or -1.</summary>
        [Column("signed_outcome"), Range(-1, 1)]
        public Real SignedOutcome => y.Read("signed_outcome");

        /// <summary>Whether the answer can be checked by a rule.</summary>
        [Column("verifiable")]
        public bool IsVerifiable => y.Flag("verifiable");

        /// <summary>Whether the answer is right.</summary>
        [Column("correct")]
        public bool IsCorrect => y.Flag("correct");

        /// <summary>Cosine similarity of the answer with the reference answer.</summary>
        [Column("similarity"), Range(-1, 1)]
        public Real Similarity => y.Read("similarity");

        /// <summary>Whether the format is right.</summary>
        [Column("format"), Range(0, 1)]
        public Real Format => y.Read("format");

        /// <summary>Whether the query runs.</summary>
        [Column("executes"), Range(0, 1)]
        public Real Executes => y.Read("executes");

        /// <summary>Overlap of the schema items, as a share.</summary>
        [Column("schema_overlap"), Range(0, 1)]
        public Real SchemaOverlap => y.Read("schema_overlap");

        /// <summary>Overlap of the n-grams, as a share.</summary>
        [Column("ngram_overlap"), Range(0, 1)]
        public Real NgramOverlap => y.Read("ngram_overlap");

        /// <summary>What a judge says, from 0 to 1.</summary>
        [Column("judge"), Range(0, 1)]
        public Real Judge => y.Read("judge");

        /// <summary>Score of the user reward model on the first seconds.</summary>
        [Column("user_score_first", Learned = true)]
        public Real UserScoreFirst => y.Read("user_score_first");

        /// <summary>Score of the user reward model on the last seconds.</summary>
        [Column("user_score_last", Learned = true)]
        public Real UserScoreLast => y.Read("user_score_last");

        /// <summary>Distance of the answer's representation from the nearest prototype.</summary>
        [Column("distance"), Range(0, double.PositiveInfinity)]
        public Real Distance => y.Read("distance");

        /// <summary>How many phrases of reasoning the text has.</summary>
        [Column("phrases"), Range(0, double.PositiveInfinity)]
        public Real Phrases => y.Read("phrases");

        /// <summary>Share of the word n-grams that are repetitions.</summary>
        [Column("repetition"), Range(0, 1)]
        public Real Repetition => y.Read("repetition");

        /// <summary>How often the text starts another user's turn.</summary>
        [Column("user_turns"), Range(0, double.PositiveInfinity)]
        public Real UserTurns => y.Read("user_turns");

        /// <summary>How long the list is.</summary>
        [Column("list_length"), Range(0, double.PositiveInfinity)]
        public Real ListLength => y.Read("list_length");

        /// <summary>Share of the list that are valid numbers.</summary>
        [Column("valid_share"), Range(0, 1)]
        public Real ValidShare => y.Read("valid_share");

        /// <summary>Whether the group is among those that are asked to be short.</summary>
        [Column("is_efficiency_group")]
        public bool IsEfficiencyGroup => y.Flag("is_efficiency_group");

        /// <summary>Share of the gold calls that are matched.</summary>
        [Column("call_match"), Range(0, 1)]
        public Real CallMatch => y.Read("call_match");

        /// <summary>How many visits to the state came before.</summary>
        [Column("visits"), Range(1, double.PositiveInfinity)]
        public Real Visits => y.Read("visits");

        /// <summary>Whether the helpful label was given.</summary>
        [Column("helpful"), Range(0, 1)]
        public Real Helpful => y.Read("helpful");

        /// <summary>The gate of the trajectory's outcome.</summary>
        [Column("gate_passed")]
        public bool PassedGate => y.Flag("gate_passed");
    }
}
