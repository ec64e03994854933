using System.ComponentModel.DataAnnotations;

namespace Paragon;

/// <summary>One token of a completion. Prompt tokens are not in the batch.</summary>
[Level("token")]
public readonly partial struct Token : ILevel<Token>
{
    /// <summary>log π(token) under the policy that is trained; nats, at most 0.</summary>
    [Column("logp", Differentiable = true), Range(double.NegativeInfinity, 0)]
    public partial Real LogProb { get; }

    /// <summary>log π_ref(token) under the frozen reference policy.</summary>
    [Column("ref_logp"), Range(double.NegativeInfinity, 0)]
    public partial Real RefLogProb { get; }

    /// <summary>log π_old(token) under the policy at the start of the update.</summary>
    [Column("old_logp"), Range(double.NegativeInfinity, 0)]
    public partial Real OldLogProb { get; }

    /// <summary>log-probability that the sampling engine reported for the token.</summary>
    [Column("rollout_logp"), Range(double.NegativeInfinity, 0)]
    public partial Real RolloutLogProb { get; }

    /// <summary>log π_φ(token) under a reward model: a second language model whose log-ratio to the reference, or to the policy, is a reward.</summary>
    [Column("reward_logp"), Range(double.NegativeInfinity, 0)]
    public partial Real RewardLogProb { get; }

    /// <summary>What the head of the reward model says of the state that predicts this token; any real number.</summary>
    [Column("reward_value")]
    public partial Real RewardValue { get; }

    /// <summary>Value head's estimate of the return from here.</summary>
    [Column("value", Differentiable = true)]
    public partial Real Value { get; }

    /// <summary>Value head's estimate at the start of the update.</summary>
    [Column("old_value")]
    public partial Real OldValue { get; }

    /// <summary>Entropy of the policy's distribution at this position, in nats.</summary>
    [Column("entropy", Differentiable = true), Range(0, double.PositiveInfinity)]
    public partial Real Entropy { get; }

    /// <summary>Reward given at this token; 0 where none is.</summary>
    [Column("reward", Default = 0)]
    public partial Real Reward { get; }

    /// <summary>Advantage of this token; an advantage of its completion reaches every token.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Target of the value head at this token.</summary>
    [Column("return")]
    public partial Real Return { get; }

    /// <summary>Weight that corrects for the sampler being another policy than the trainer's; 1 where there is none.</summary>
    [Column("importance_weight", Default = 1), Range(0, double.PositiveInfinity)]
    public partial Real ImportanceWeight { get; }

    /// <summary>Σ π(v)² over the vocabulary at this position.</summary>
    [Column("sum_squared_probability"), Range(0, 1)]
    public partial Real SumSquaredProbability { get; }

    /// <summary>Whether the token ended the completion by itself; the last token of one that was cut did not.</summary>
    [Column("is_end")]
    public partial bool IsEnd { get; }

    /// <summary>Completion that the token belongs to.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Segment (turn, step, sentence, rank) that the token belongs to, if any.</summary>
    [Link(Optional = true)]
    public partial Segment Segment { get; }

    /// <summary>Turn that the token belongs to.</summary>
    [Link]
    public partial Turn Turn { get; }

    /// <summary>Step that the token belongs to.</summary>
    [Link]
    public partial Step Step { get; }

    /// <summary>Node of the group's prefix tree that the completion has reached with this token.</summary>
    [Link]
    public partial TreeNode Node { get; }

    /// <summary>All tokens at this index within the completions of one group.</summary>
    [Link]
    public partial Position Position { get; }

    /// <summary>The vocabulary at this position.</summary>
    [Children]
    public partial Elements<Choice> Choices { get; }

    /// <summary>The entry of the vocabulary that the completion took here.</summary>
    [Link]
    public partial Choice Chosen { get; }
}
