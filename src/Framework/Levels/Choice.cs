namespace Paragon;

/// <summary>One entry of the vocabulary at the position of a token.</summary>
[Level("choice")]
public readonly partial struct Choice : ILevel<Choice>
{
    /// <summary>Logit of the policy that is trained.</summary>
    [Column("logit", Differentiable = true)]
    public partial Real Logit { get; }

    /// <summary>Logit of the frozen reference policy.</summary>
    [Column("ref_logit")]
    public partial Real RefLogit { get; }

    /// <summary>Token whose position this is.</summary>
    [Parent]
    public partial Token Token { get; }
}
