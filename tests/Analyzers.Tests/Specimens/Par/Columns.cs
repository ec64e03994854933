namespace Paragon.Specimens.Par;

/// <summary>What ReMax around a shaped reward reads beside the scores.</summary>
public static class Columns
{
    extension(Completion y)
    {
        /// <summary>Score of the greedy answer to the same prompt.</summary>
        [Column("greedy_score", Learned = true)]
        public Real GreedyScore => y.Read("greedy_score");
    }
}
