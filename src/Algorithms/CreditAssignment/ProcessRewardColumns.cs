using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Columns and links that methods with rewards of steps and turns need beside those of the levels.</summary>
public static class ProcessRewardColumns
{
    extension(Turn k)
    {
        /// <summary>The last token of the turn: a head that reads there has seen the turn.</summary>
        [Link("last")]
        public Token Last => LevelAccess.Follow<Turn, Token>(k, "last");

        /// <summary>Whether the turn's action could be executed in its environment, 0 or 1 (SPA-RL).</summary>
        [Column("grounding"), Range(0, 1)]
        public Real Grounding => k.Read("grounding");

        /// <summary>Tokens of the known answer, as if it were given in the place of this turn (IGPO).</summary>
        [Children]
        public Elements<AnswerToken> Answer => LevelAccess.Children<Turn, AnswerToken>(k, null);
    }

    extension(Step s)
    {
        /// <summary>The last token of the step: a head that reads there has seen the step.</summary>
        [Link("last")]
        public Token Last => LevelAccess.Follow<Step, Token>(s, "last");

        /// <summary>Q^π: probability that the base policy succeeds from after this step, or the outcome itself (PAV).</summary>
        [Column("base_value"), Range(0, 1)]
        public Real BaseValue => s.Read("base_value");

        /// <summary>Q^μ: probability that the prover succeeds from after this step (PAV).</summary>
        [Column("prover_value"), Range(0, 1)]
        public Real ProverValue => s.Read("prover_value");

        /// <summary>Share of rollouts from after this step that succeed (PAV's verifier).</summary>
        [Column("success_rate"), Range(0, 1)]
        public Real SuccessRate => s.Read("success_rate");

        /// <summary>Node of the tree of rollouts that this step is (PORTool).</summary>
        [Link("step_node")]
        public StepNode Node => LevelAccess.Follow<Step, StepNode>(s, "step_node");
    }

    extension(Completion y)
    {
        /// <summary>V^μ: probability that the prover succeeds from the prompt (PAV).</summary>
        [Column("prover_value"), Range(0, 1)]
        public Real ProverValue => y.Read("prover_value");
    }

    extension(Token t)
    {
        /// <summary>The turn that ends with this token, or none.</summary>
        [Children("last")]
        public Elements<Turn> EndingTurns => LevelAccess.Children<Token, Turn>(t, "last");
    }
}
