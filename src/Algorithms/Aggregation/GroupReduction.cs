namespace Paragon.Algorithms;

/// <summary>How TRL makes one number of the losses of the tokens (the part of its <c>loss_type</c> that says so).</summary>
public enum GroupReduction
{
    /// <summary>Mean over completions of the mean over tokens.</summary>
    Grpo,

    /// <summary>Mean over the tokens of the batch of one process. The same as <see cref="Dapo"/> in one process.</summary>
    Bnpo,

    /// <summary>Mean over the tokens of the whole batch.</summary>
    Dapo,

    /// <summary>Sum over tokens, divided by the number of completions times the longest length allowed.</summary>
    DrGrpo,
}
