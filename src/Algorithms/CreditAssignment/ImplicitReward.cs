namespace Paragon.Algorithms;

/// <summary>Rewards that a language model is, by how much likelier than the reference it finds a text (Rafailov et al. 2024; Yuan et al. 2024).</summary>
[FormulaLibrary]
public static partial class ImplicitReward
{
    /// <summary>β (log π_φ - log π_ref) of one token, φ the reward model.</summary>
    /// <param name="t">The token; reads the log-probabilities of reward model and reference.</param>
    /// <param name="beta">β.</param>
    public static Real OfToken(Token t, Real beta) => beta * (t.RewardLogProb - t.RefLogProb);

    /// <summary>-l log σ(z) - (1 - l) log σ(-z): the logistic loss of a logit z whose label is l, in [0, 1].</summary>
    /// <param name="logit">z.</param>
    /// <param name="label">l.</param>
    public static Real CrossEntropy(Real logit, Real label) => Softplus(logit) - (label * logit);
}
