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
