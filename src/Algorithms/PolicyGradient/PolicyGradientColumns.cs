using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Columns that single policy-gradient methods need beside those of the levels.</summary>
public static class PolicyGradientColumns
{
    extension(Token t)
    {
        /// <summary>Loss of the token, computed elsewhere.</summary>
        [Column("token_loss", Differentiable = true)]
        public Real TokenLoss => t.Read("token_loss");

        /// <summary>Whether the token is still used: 0 where a rejection has ruled it out, 1 where a batch does not say.</summary>
        [Column("keep", Default = 1), Range(0, 1)]
        public Real Keep => t.Read("keep", 1);

        /// <summary>A number drawn uniformly from [0, 1), once for a rollout: what decides where a method chooses by chance.</summary>
        [Column("draw"), Range(0, 1, MaximumIsExclusive = true)]
        public Real Draw => t.Read("draw");

        /// <summary>Whether the token belongs to a response and is no padding; true where a batch does not say, as padding is not packed.</summary>
        [Column("response", Default = 1)]
        public bool IsResponse => t.Flag("response", 1);
    }

    extension(Completion y)
    {
        /// <summary>Whether at least one reward function gave a value; true where a batch does not say.</summary>
        [Column("scored", Default = 1)]
        public bool IsScored => y.Flag("scored", 1);

        /// <summary>
        /// Logarithm of a sampler correction of the completion as a whole, in addition to its tokens' importance weights;
        /// 0 where a batch does not say.
        /// </summary>
        [Column("sequence_log_weight", Default = 0)]
        public Real SequenceLogWeight => y.Read("sequence_log_weight", 0);

        /// <summary>The values that the reward functions gave.</summary>
        [Children]
        public Elements<RewardTerm> RewardTerms => LevelAccess.Children<Completion, RewardTerm>(y, null);
    }
}
