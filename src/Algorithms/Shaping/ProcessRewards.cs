using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>What process reward models add to the levels.</summary>
public static class ProcessRewards
{
    extension(Segment k)
    {
        /// <summary>Score that a process reward model gives to the solution up to the end of this step: the probability that it still comes out right.</summary>
        [Column("process_reward", Learned = true), Range(0, 1)]
        public Real ProcessReward => k.Read("process_reward");
    }
}
