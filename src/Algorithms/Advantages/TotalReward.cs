namespace Paragon.Algorithms;

/// <summary>
/// Rewards as policy-gradient methods read them: a completion's own reward, received with its last token, and the rewards
/// of its tokens (a KL penalty, a step reward), which are 0 where a batch has none.
/// </summary>
/// <remarks>A reward that stands both on the completion and on its last token counts twice.</remarks>
[FormulaLibrary]
public static partial class TotalReward
{
    /// <summary>Reward of a completion with the rewards of its tokens.</summary>
    public static Real Of(Completion y) => y.Reward + y.Tokens.Sum(t => t.Reward);

    /// <summary>Reward received with a token.</summary>
    public static Real At(Token t) => t.Reward + (t.IsLast ? t.Completion.Reward : 0);

    /// <summary>Reward received with a token and after it.</summary>
    public static Real ToGo(Token t) => t.AndAfter.Sum(At);
}
