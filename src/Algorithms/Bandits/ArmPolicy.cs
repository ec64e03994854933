namespace Paragon.Algorithms;

/// <summary>The policy of a bandit and what it is worth.</summary>
[FormulaLibrary]
public static partial class ArmPolicy
{
    /// <summary>log π.</summary>
    public static Real LogProb(Arm a) => a.Logit - a.Bandit.Arms.LogSumExp(o => o.Logit);

    /// <summary>log π - log π_ref.</summary>
    public static Real LogRatio(Arm a) => LogProb(a) - Log(a.ReferenceProbability);

    /// <summary>R - β log(π/π_ref).</summary>
    /// <param name="a">The arm.</param>
    /// <param name="beta">β.</param>
    public static Real Regularized(Arm a, Real beta) => a.Reward - (beta * LogRatio(a));

    /// <summary>J(π): the mean regularised reward of the policy's own completions.</summary>
    /// <param name="bandit">The prompt.</param>
    /// <param name="beta">β.</param>
    public static Real Value(Bandit bandit, Real beta) => bandit.Arms.Sum(a => Exp(LogProb(a)) * Regularized(a, beta));

    /// <summary>The largest J, β log Σ π_ref exp(R/β), which π_ref exp(R/β) has.</summary>
    /// <param name="bandit">The prompt.</param>
    /// <param name="beta">β &gt; 0.</param>
    public static Real Optimum(Bandit bandit, Real beta) => beta * bandit.Arms.LogSumExp(a => Log(a.ReferenceProbability) + (a.Reward / beta));
}
