namespace Paragon.Algorithms;

/// <summary>What verified rewards say of a completion.</summary>
[FormulaLibrary]
public static partial class VerifiedOutcome
{
    /// <summary>Whether the completion is right: its reward is 1, be wrong ones 0, -1 or something between.</summary>
    public static bool IsRight(Completion y) => y.Reward >= 1;
}
