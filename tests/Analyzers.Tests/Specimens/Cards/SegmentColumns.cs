using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>What the cards' step rewards read of a turn, step or sentence.</summary>
public static class SegmentColumns
{
    extension(Segment k)
    {
        /// <summary>Cosine similarity of a section with the text that asked for it.</summary>
        [Column("text_similarity"), Range(-1, 1)]
        public Real TextSimilarity => k.Read("text_similarity");

        /// <summary>Mean opinion score of a section's sound.</summary>
        [Column("opinion"), Range(1, 5)]
        public Real Opinion => k.Read("opinion");

        /// <summary>Verdict on the objects named: 1 faithful, -1 invented, 0 none named.</summary>
        [Column("objects"), Range(-1, 1)]
        public Real Objects => k.Read("objects");

        /// <summary>Verdict on the attributes named.</summary>
        [Column("attributes"), Range(-1, 1)]
        public Real Attributes => k.Read("attributes");

        /// <summary>Verdict on the relations named.</summary>
        [Column("relations"), Range(-1, 1)]
        public Real Relations => k.Read("relations");

        /// <summary>Whether the item at this rank is relevant.</summary>
        [Column("relevance"), Range(0, 1)]
        public Real Relevance => k.Read("relevance");

        /// <summary>Contribution that a linear head predicts for the step.</summary>
        [Column("contribution", Learned = true)]
        public Real Contribution => k.Read("contribution");

        /// <summary>Whether the step can be executed.</summary>
        [Column("executable"), Range(0, 1)]
        public Real Executable => k.Read("executable");

        /// <summary>Potential of the state before the step.</summary>
        [Column("potential"), Range(0, 1)]
        public Real Potential => k.Read("potential");

        /// <summary>The environment's own reward of the step.</summary>
        [Column("outcome"), Range(0, 1)]
        public Real Outcome => k.Read("outcome");

        /// <summary>A judge's score of the turn, as a share of the most.</summary>
        [Column("judgement"), Range(0, 1)]
        public Real Judgement => k.Read("judgement");

        /// <summary>Probability that the step is right, by a process reward model.</summary>
        [Column("process"), Range(0, 1)]
        public Real Process => k.Read("process");

        /// <summary>Logit of the process reward model.</summary>
        [Column("process_logit", Learned = true)]
        public Real ProcessLogit => k.Read("process_logit");

        /// <summary>Success rate of the prover after the step.</summary>
        [Column("prover_q"), Range(0, 1)]
        public Real ProverQ => k.Read("prover_q");

        /// <summary>Success rate of the prover before the step.</summary>
        [Column("prover_before"), Range(0, 1)]
        public Real ProverBefore => k.Read("prover_before");

        /// <summary>Success rate of the policy after the step.</summary>
        [Column("policy_q"), Range(0, 1)]
        public Real PolicyQ => k.Read("policy_q");

        /// <summary>Mean log-probability of the right answer after the turn.</summary>
        [Column("belief"), Range(double.NegativeInfinity, 0)]
        public Real Belief => k.Read("belief");

        /// <summary>Mean log-probability of the right answer before the turn.</summary>
        [Column("belief_before"), Range(double.NegativeInfinity, 0)]
        public Real BeliefBefore => k.Read("belief_before");

        /// <summary>Whether the step was labelled right.</summary>
        [Column("label")]
        public bool IsRight => k.Flag("label");

        /// <summary>Whether the user engaged with the item.</summary>
        [Column("engaged"), Range(0, 1)]
        public Real Engaged => k.Read("engaged");

        /// <summary>Whether the item's cluster is new to the user.</summary>
        [Column("novel"), Range(0, 1)]
        public Real Novel => k.Read("novel");
    }
}
