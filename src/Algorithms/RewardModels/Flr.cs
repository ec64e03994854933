using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Follow-up likelihood as reward (FLR, Zhang et al. 2024): how much likelier a language model finds a satisfied user's
/// reply to the answer than a dissatisfied one's, mean over categories.
/// </summary>
/// <remarks>
/// The paper mines pairs with it: of several answers to a prompt the best is chosen, the worst rejected
/// (<c>BestAndWorst</c>), for DPO or KTO. Its origin differs from prompt to prompt: good for ranking within one.
/// INFERRED, since the released scripts stop at the scores of replies: positive less negative, the mean over categories,
/// the likelihood per token. A side without replies counts as 0.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "Log-ratios of replies have no bound on either side: the paper ranks with them; squash them before an RL objective sees them.")]
[Objective("flr", Source = "Zhang et al. 2024, arXiv:2409.13948; code e0397123/FLR")]
public sealed partial record Flr
{
    /// <summary>How a reply is scored.</summary>
    public FollowUpScorer Scorer { get; init; } = FollowUpScorer.LogLikelihood;

    /// <summary>Whether a reply's score is a mean over its tokens instead of a sum.</summary>
    public bool LengthNorm { get; init; } = true;

    [Reward]
    private Real Reward(Completion y) => y.FollowUpCategories.Mean(CategoryScore);

    [Metric("category_score")]
    private Real CategoryScore(FollowUpCategory k) => Satisfied(k) - Dissatisfied(k);

    private Real Satisfied(FollowUpCategory k) =>
        k.FollowUps.Where(f => f.IsPositive).Sum(Score) / Max(1, k.FollowUps.Where(f => f.IsPositive).Count());

    private Real Dissatisfied(FollowUpCategory k) =>
        k.FollowUps.Where(f => !f.IsPositive).Sum(Score) / Max(1, k.FollowUps.Where(f => !f.IsPositive).Count());

    [Metric("follow_up_score")]
    private Real Score(FollowUp f) => LengthNorm ? f.Tokens.Mean(TokenScore) : f.Tokens.Sum(TokenScore);

    private Real TokenScore(FollowUpToken t) => Scorer == FollowUpScorer.LogLikelihood ? t.LogProb : t.FirstLogit;
}

/// <summary>How <see cref="Flr"/> scores a reply.</summary>
public enum FollowUpScorer
{
    /// <summary>log p of each token after those before it: at most 0, the same for every origin of the logits.</summary>
    LogLikelihood,

    /// <summary>
    /// As released: raw logits instead of log-probabilities, all tokens read at the position of the first. A constant added
    /// to the logits there shifts the score.
    /// </summary>
    FirstPositionRawLogits,
}
