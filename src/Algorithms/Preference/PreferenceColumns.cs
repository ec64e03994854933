using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Columns that single preference methods need beside those of the levels.</summary>
public static class PreferenceColumns
{
    extension(Completion y)
    {
        /// <summary>Whether the completion is the one of its list that is imitated (PRO).</summary>
        [Column("demonstration")]
        public bool IsDemonstration => y.Flag("demonstration");

        /// <summary>V(x): mean reward of the reference policy's own completions of the prompt, of a model that was fitted to them (A-LoL).</summary>
        [Column("prompt_value")]
        public Real PromptValue => y.Read("prompt_value");
    }

    extension(Token t)
    {
        /// <summary>log-probability of the token under a frozen evaluator that was asked for a better answer (T-REG).</summary>
        [Column("better_logp"), Range(double.NegativeInfinity, 0)]
        public Real BetterLogProb => t.Read("better_logp");

        /// <summary>log-probability of the token under the same evaluator, asked for a worse answer (T-REG).</summary>
        [Column("worse_logp"), Range(double.NegativeInfinity, 0)]
        public Real WorseLogProb => t.Read("worse_logp");

        /// <summary>Whether the token belongs to a phrase in which the two completions of its pair differ (RRPO).</summary>
        [Column("in_phrase")]
        public bool InPhrase => t.Flag("in_phrase");
    }

    extension(Pair pair)
    {
        /// <summary>A fresh answer of the reference policy to the pair's prompt (SELM); it may be one of the two.</summary>
        [Link("response")]
        public Completion Response => LevelAccess.Follow<Pair, Completion>(pair, "response");
    }

    extension(Example example)
    {
        /// <summary>
        /// Probability, by a classifier of prompts, that the prompt comes from the distribution of desirable examples
        /// (BCO); in [0, 1], 0.5 where a batch does not say.
        /// </summary>
        [Column("desirable_prompt_probability", Default = 0.5), Range(0, 1)]
        public Real DesirablePromptProbability => example.Read("desirable_prompt_probability", 0.5);
    }
}
