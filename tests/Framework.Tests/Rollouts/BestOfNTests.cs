using Paragon.Rollouts;

namespace Paragon.Framework.Tests.Rollouts;

/// <summary>The best of several completions, and what the majority says when each vote has the weight of its score.</summary>
public sealed class BestOfNTests
{
    [Fact]
    public void The_highest_score_is_chosen_and_of_equal_ones_the_first() => Assert.Equal(1, BestOfN.Choose([-3, 2, 2, 1]));

    [Fact]
    public void Many_low_votes_outweigh_one_high_vote_and_scale_decides_how_many()
    {
        string[] answers = ["7", "8", "8", "8"];
        Assert.Equal("8", BestOfN.Vote(answers, [0.3, -0.1, -0.1, -0.1]));
        Assert.Equal("7", BestOfN.Vote(answers, [30, -10, -10, -10]));
    }

    [Fact]
    public void A_choice_by_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => BestOfN.Choose([]));
        Assert.Throws<ArgumentException>(() => BestOfN.Vote(["7"], [1, 2]));
        Assert.Contains("Score 1 is NaN", Assert.Throws<ArgumentException>(() => BestOfN.Choose([0, double.NaN])).Message, StringComparison.Ordinal);
    }
}
