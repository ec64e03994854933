using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>What some more cards' rewards read.</summary>
public static class FurtherColumns
{
    extension(Token t)
    {
        /// <summary>Reward of the token, its KL penalty cut off.</summary>
        [Column("token_reward"), Range(-1, 1)]
        public Real TokenReward => t.Read("token_reward");
    }

    extension(Completion y)
    {
        /// <summary>Mean log-likelihood of the replies of a satisfied user.</summary>
        [Column("praise_logp"), Range(double.NegativeInfinity, 0)]
        public Real PraiseLogProb => y.Read("praise_logp");

        /// <summary>Mean log-likelihood of the replies of a dissatisfied user.</summary>
        [Column("complaint_logp"), Range(double.NegativeInfinity, 0)]
        public Real ComplaintLogProb => y.Read("complaint_logp");

        /// <summary>Mean distance of the behaviour from its nearest neighbours in the archive.</summary>
        [Column("novelty"), Range(0, double.PositiveInfinity)]
        public Real Novelty => y.Read("novelty");
    }

    extension(Segment k)
    {
        /// <summary>Proxy reward that a linear decoder predicts for the step.</summary>
        [Column("proxy_reward", Learned = true)]
        public Real ProxyReward => k.Read("proxy_reward");

        /// <summary>How many subgoals end with the step.</summary>
        [Column("subgoals"), Range(0, 10)]
        public Real Subgoals => k.Read("subgoals");

        /// <summary>What the outer loop adds to the step's reward.</summary>
        [Column("offset"), Range(-10, 10)]
        public Real Offset => k.Read("offset");

        /// <summary>What the outer loop multiplies the auxiliary reward by.</summary>
        [Column("auxiliary_weight"), Range(-10, 10)]
        public Real AuxiliaryWeight => k.Read("auxiliary_weight");
    }
}
