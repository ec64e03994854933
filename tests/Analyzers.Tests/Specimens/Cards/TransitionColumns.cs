using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>What the control cards' rewards read of a step.</summary>
public static class TransitionColumns
{
    extension(Segment k)
    {
        /// <summary>Speed of the vehicle, km/h.</summary>
        [Column("speed"), Range(0, 200)]
        public Real Speed => k.Read("speed");

        /// <summary>Speed that the scene asks for, km/h.</summary>
        [Column("wanted_speed"), Range(0, 20)]
        public Real WantedSpeed => k.Read("wanted_speed");

        /// <summary>Distance from the middle of the lane as a share of the largest allowed.</summary>
        [Column("off_centre"), Range(0, double.PositiveInfinity)]
        public Real OffCentre => k.Read("off_centre");

        /// <summary>Cosine similarity with the sentence for danger less that with the one for safety.</summary>
        [Column("danger"), Range(-2, 2)]
        public Real Danger => k.Read("danger");

        /// <summary>Deviation from the target height.</summary>
        [Column("height_error"), Range(double.NegativeInfinity, double.PositiveInfinity)]
        public Real HeightError => k.Read("height_error");

        /// <summary>Mean squared distance from the step's feature means.</summary>
        [Column("feature_distance"), Range(0, double.PositiveInfinity)]
        public Real FeatureDistance => k.Read("feature_distance");

        /// <summary>Deviation of the features in the step's frames.</summary>
        [Column("feature_deviation"), Range(0, double.PositiveInfinity)]
        public Real FeatureDeviation => k.Read("feature_deviation");

        /// <summary>How well the player is aligned with ball and goal.</summary>
        [Column("alignment"), Range(-1, 1)]
        public Real Alignment => k.Read("alignment");

        /// <summary>Velocity to the ball as a share of the largest.</summary>
        [Column("approach"), Range(-1, 1)]
        public Real Approach => k.Read("approach");

        /// <summary>Closeness to the ball.</summary>
        [Column("closeness"), Range(0, 1)]
        public Real Closeness => k.Read("closeness");
    }
}
