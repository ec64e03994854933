namespace Paragon.Algorithms;

/// <summary>What sequences that repeat a sentence add to the levels.</summary>
public static class RepetitionColumns
{
    extension(Token t)
    {
        /// <summary>The same token in the previous repetition of the sentence; nowhere in what comes before the second.</summary>
        [Link("previous_repetition", Optional = true)]
        public Token PreviousRepetition => LevelAccess.Follow<Token, Token>(t, "previous_repetition");
    }
}
