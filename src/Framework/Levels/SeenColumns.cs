using System.ComponentModel.DataAnnotations;

namespace Paragon;

/// <summary>What was known of the scores before this batch, by <see cref="Training.RunningStatistics"/>: the same for all completions of a batch.</summary>
public static class SeenColumns
{
    extension(Completion y)
    {
        /// <summary>How many scores were seen.</summary>
        [Column("seen_count"), Range(0, double.PositiveInfinity)]
        public Real SeenCount => y.Read("seen_count");

        /// <summary>Their mean; 0 before the first.</summary>
        [Column("seen_mean"), Range(double.NegativeInfinity, double.PositiveInfinity)]
        public Real SeenMean => y.Read("seen_mean");

        /// <summary>Sum of their squared deviations from it.</summary>
        [Column("seen_deviation"), Range(0, double.PositiveInfinity)]
        public Real SeenDeviation => y.Read("seen_deviation");

        /// <summary>The smallest; 10000 before the first, which is PAR's.</summary>
        [Column("seen_low"), Range(double.NegativeInfinity, 10000)]
        public Real SeenLow => y.Read("seen_low");

        /// <summary>The largest; -10000 before the first.</summary>
        [Column("seen_high"), Range(-10000, double.PositiveInfinity)]
        public Real SeenHigh => y.Read("seen_high");
    }
}
