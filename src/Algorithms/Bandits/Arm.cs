using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>A prompt whose every completion is known: what a loss is in expectation can be computed, not sampled.</summary>
[Level("bandit")]
public readonly partial struct Bandit : ILevel<Bandit>
{
    /// <summary>The completions.</summary>
    [Children]
    public partial Elements<Arm> Arms { get; }
}

/// <summary>One completion of a prompt whose every completion is known.</summary>
[Level("arm")]
public readonly partial struct Arm : ILevel<Arm>
{
    /// <summary>Logit of the policy: π is the softmax over the bandit's arms.</summary>
    [Column("logit", Differentiable = true)]
    public partial Real Logit { get; }

    /// <summary>Reward of the completion.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>π_ref.</summary>
    [Column("reference_probability"), Range(0, 1, MinimumIsExclusive = true)]
    public partial Real ReferenceProbability { get; }

    /// <summary>μ₁: probability that the first of two samplers draws the completion.</summary>
    [Column("first_sampler"), Range(0, 1)]
    public partial Real FirstSampler { get; }

    /// <summary>μ₂: probability that the second draws it.</summary>
    [Column("second_sampler"), Range(0, 1)]
    public partial Real SecondSampler { get; }

    /// <summary>The prompt.</summary>
    [Parent]
    public partial Bandit Bandit { get; }
}
