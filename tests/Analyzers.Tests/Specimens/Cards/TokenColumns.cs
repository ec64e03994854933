using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>What the cards' token rewards read.</summary>
public static class TokenColumns
{
    extension(Token t)
    {
        /// <summary>log-probability under the prompt that asks for a better answer.</summary>
        [Column("better_logp"), Range(double.NegativeInfinity, 0)]
        public Real BetterLogProb => t.Read("better_logp");

        /// <summary>log-probability under the prompt that asks for a worse answer.</summary>
        [Column("worse_logp"), Range(double.NegativeInfinity, 0)]
        public Real WorseLogProb => t.Read("worse_logp");

        /// <summary>log-probability under the model whose log-ratio is the reward.</summary>
        [Column("prm_logp"), Range(double.NegativeInfinity, 0)]
        public Real PrmLogProb => t.Read("prm_logp");

        /// <summary>Whether the token is the reward model's own next one, as far as the answer agrees with it.</summary>
        [Column("agrees")]
        public bool Agrees => t.Flag("agrees");

        /// <summary>Whether the reward model would have taken the token after the answer left its own.</summary>
        [Column("follows")]
        public bool Follows => t.Flag("follows");

        /// <summary>Deviation of the token's latent from the learned flow.</summary>
        [Column("deviation"), Range(0, double.PositiveInfinity)]
        public Real Deviation => t.Read("deviation");
    }
}
