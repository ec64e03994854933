using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

/// <summary>The running state of the stateful shapers, as it was before this batch: the same for all its completions.</summary>
public static class Columns
{
    extension(Completion y)
    {
        /// <summary>How many rewards were seen.</summary>
        [Column("seen_count"), Range(0, double.PositiveInfinity)]
        public Real SeenCount => y.Read("seen_count");

        /// <summary>Their mean.</summary>
        [Column("seen_mean"), Range(double.NegativeInfinity, double.PositiveInfinity)]
        public Real SeenMean => y.Read("seen_mean");

        /// <summary>Sum of their squared deviations from it.</summary>
        [Column("seen_deviation"), Range(0, double.PositiveInfinity)]
        public Real SeenDeviation => y.Read("seen_deviation");

        /// <summary>The smallest; 10000 before the first.</summary>
        [Column("seen_low"), Range(double.NegativeInfinity, 10000)]
        public Real SeenLow => y.Read("seen_low");

        /// <summary>The largest; -10000 before the first.</summary>
        [Column("seen_high"), Range(-10000, double.PositiveInfinity)]
        public Real SeenHigh => y.Read("seen_high");

        /// <summary>Score of the greedy answer to the same prompt.</summary>
        [Column("greedy_score", Learned = true)]
        public Real GreedyScore => y.Read("greedy_score");
    }
}
