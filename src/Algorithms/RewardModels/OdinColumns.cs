using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>The two heads of ODIN's reward model.</summary>
public static class OdinColumns
{
    extension(Completion y)
    {
        /// <summary>Score of the head that is to judge quality: the one that reinforcement learning uses.</summary>
        [Column("quality", Differentiable = true, Learned = true)]
        public Real Quality => y.Read("quality");

        /// <summary>Score of the head that is to take up length.</summary>
        [Column("length_score", Differentiable = true, Learned = true)]
        public Real LengthScore => y.Read("length_score");

        /// <summary>Length of the completion, in tokens.</summary>
        [Column("response_length"), Range(0, double.PositiveInfinity)]
        public Real ResponseLength => y.Read("response_length");
    }

    extension(Batch b)
    {
        /// <summary>The entries of the two heads' weights.</summary>
        [Children]
        public Elements<HeadWeight> HeadWeights => LevelAccess.Children<Batch, HeadWeight>(b, null);
    }
}

/// <summary>One hidden unit's weight in each of ODIN's two heads.</summary>
[Level("head_weight")]
public readonly partial struct HeadWeight : ILevel<HeadWeight>
{
    /// <summary>Its weight in the quality head.</summary>
    [Column("quality", Differentiable = true), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Quality { get; }

    /// <summary>Its weight in the length head.</summary>
    [Column("length", Differentiable = true), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Length { get; }
}
