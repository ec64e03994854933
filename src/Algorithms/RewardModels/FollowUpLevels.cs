using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>One quality that a user's reactions to an answer tell of: understanding, relevance, correctness, ...</summary>
[Level("follow_up_category")]
public readonly partial struct FollowUpCategory : ILevel<FollowUpCategory>
{
    /// <summary>Answer that the reactions would follow.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>The reactions, of satisfied and of dissatisfied users.</summary>
    [Children]
    public partial Elements<FollowUp> FollowUps { get; }
}

/// <summary>What a user might reply to an answer.</summary>
[Level("follow_up")]
public readonly partial struct FollowUp : ILevel<FollowUp>
{
    /// <summary>Whether a satisfied user says it.</summary>
    [Column("positive")]
    public partial bool IsPositive { get; }

    /// <summary>Category that the reply tells of.</summary>
    [Parent]
    public partial FollowUpCategory Category { get; }

    /// <summary>Tokens of the reply, in order.</summary>
    [Children]
    public partial Elements<FollowUpToken> Tokens { get; }
}

/// <summary>One token of a reply, scored by a language model that has read prompt and answer.</summary>
[Level("follow_up_token")]
public readonly partial struct FollowUpToken : ILevel<FollowUpToken>
{
    /// <summary>log p of the token after prompt, answer and the tokens of the reply before it.</summary>
    [Column("logp"), Range(double.NegativeInfinity, 0)]
    public partial Real LogProb { get; }

    /// <summary>Raw logit of the token at the position of the reply's first token; any real number, its origin arbitrary.</summary>
    [Column("first_logit", Learned = true)]
    public partial Real FirstLogit { get; }

    /// <summary>Reply that the token belongs to.</summary>
    [Parent]
    public partial FollowUp FollowUp { get; }
}
