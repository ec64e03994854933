namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>5. Preference as reward (card 42): the mean probability of beating a reference answer.</summary>
[Objective("twelve-par")]
public sealed partial record Par
{
    /// <summary>Slope of the sigmoid.</summary>
    public double Steepness { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Steepness * (y.Score - r.Score)));
}
