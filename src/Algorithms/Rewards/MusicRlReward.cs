using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>MusicRL's reward of a piece of music (Cideron et al. 2024, section 3.2): how well it fits the text, and how good it sounds.</summary>
/// <remarks>
/// Text: the mean cosine, over the piece's clips, of the embeddings of text and clip; in [-1, 1]. Quality: the mean opinion that a
/// model predicts of its windows, from [1, 5] to [0, 1]. Neither saturates: each is hackable alone, and the KL of <see cref="MusicRl"/>
/// with early stopping is the only guard.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "Bounded for any weights: the rule lets the weights grow, which are options without an upper end.")]
[Objective("musicrl-reward", Source = "Cideron et al. 2024, arXiv:2402.04229, section 3.2; the weights are not reported, 1 and 1 is inferred")]
public sealed partial record MusicRlReward
{
    /// <summary>Weight of the text reward.</summary>
    [Range(0, double.PositiveInfinity)]
    public double TextWeight { get; init; } = 1;

    /// <summary>Weight of the quality reward.</summary>
    [Range(0, double.PositiveInfinity)]
    public double QualityWeight { get; init; } = 1;

    [Reward]
    private Real Reward(Completion y) => (TextWeight * Text(y)) + (QualityWeight * Quality(y));

    [Metric("text")]
    private static Real Text(Completion y) => y.Clips.Mean(Cosine);

    [Metric("quality")]
    private static Real Quality(Completion y) => y.ListeningWindows.Mean(w => (w.MeanOpinion - 1) / 4);

    /// <summary>The cosine of the angle between the two embeddings; 0 where one has no direction.</summary>
    private static Real Cosine(MusicClip clip)
    {
        Real lengths = Sqrt(clip.Coordinates.Sum(c => Square(c.Text))) * Sqrt(clip.Coordinates.Sum(c => Square(c.Audio)));
        return lengths > 0 ? clip.Coordinates.Sum(c => c.Text * c.Audio) / lengths : 0;
    }
}
