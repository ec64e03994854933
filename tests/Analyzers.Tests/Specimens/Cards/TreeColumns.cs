using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>What the rewards of trees and phrases read.</summary>
public static class TreeColumns
{
    extension(Segment k)
    {
        /// <summary>Trajectories that pass through the step.</summary>
        [Children]
        public Elements<Descendant> Descendants => LevelAccess.Children<Segment, Descendant>(k, null);

        /// <summary>Whether the step's format is right, 1 or -1.</summary>
        [Column("step_format"), Range(-1, 1)]
        public Real StepFormat => k.Read("step_format");
    }

    extension(Token t)
    {
        /// <summary>Whether the token belongs to a phrase in which the two answers differ.</summary>
        [Column("in_phrase")]
        public bool InPhrase => t.Flag("in_phrase");
    }
}
