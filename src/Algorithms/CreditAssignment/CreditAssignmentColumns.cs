namespace Paragon.Algorithms;

/// <summary>What single methods of credit assignment add to the levels of the framework.</summary>
public static class CreditAssignmentColumns
{
    extension(Token t)
    {
        /// <summary>Rank whose item the token writes.</summary>
        [Link("rank")]
        public Rank Rank => LevelAccess.Follow<Token, Rank>(t, "rank");

        /// <summary>Macro action that the token belongs to.</summary>
        [Link("macro")]
        public Macro Macro => LevelAccess.Follow<Token, Macro>(t, "macro");
    }

    extension(Completion y)
    {
        /// <summary>Ranks of the list.</summary>
        [Children]
        public Elements<Rank> Ranks => LevelAccess.Children<Completion, Rank>(y, null);

        /// <summary>Rewards of the whole trajectory, highest priority first.</summary>
        [Children]
        public Elements<Outcome> Outcomes => LevelAccess.Children<Completion, Outcome>(y, null);
    }

    extension(Turn k)
    {
        /// <summary>What each critic says of the turn.</summary>
        [Children]
        public Elements<Criticism> Criticisms => LevelAccess.Children<Turn, Criticism>(k, null);
    }

    extension(Step s)
    {
        /// <summary>
        /// What a judge says of the step: whether it is good. In a right solution, that it is correct; in a wrong one, that it does not
        /// fit the wrong answer, so that it may be right.
        /// </summary>
        [Column("good")]
        public bool IsGood => s.Flag("good");
    }
}
