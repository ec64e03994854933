using Paragon.Algorithms;
using Paragon.Testing;
using Paragon.Training;

namespace Paragon.Goldens;

/// <summary>`58-amft`, `58-amft-rl-loss`.</summary>
internal static class ImitationBalanceGoldens
{
    public static IEnumerable<GoldenAdapter> All => [new("AMFT controller step", Controller), new("AMFT PPO loss", Loss)];

    private static GoldenTest Controller(GoldenReader golden)
    {
        double[] imitation = golden.Input("grad_sft").Values;
        double[] reinforcement = golden.Input("grad_rl").Values;
        double metaGradient = MetaGradient.Of(golden.Number("policy_lr"), golden.Input("grad_utility").Values, reinforcement, imitation);
        double taken = golden.Flag("do_meta_step") ? metaGradient : 0;
        ImitationWeight weight = new(
            new ImitationWeightOptions
            {
                Initial = golden.Input("mu").Single,
                Minimum = golden.Number("mu_min"),
                Maximum = golden.Number("mu_max"),
                MetaRate = golden.Number("meta_lr"),
                EntropyRate = golden.Number("entropy_lr"),
            },
            golden.Input("target_entropy").Single);
        weight.Update(taken, golden.Input("entropy").Single);
        (double ofReinforcement, double ofImitation) = (golden.Input("rl_loss").Single, golden.Input("sft_loss").Single);
        return GoldenTest.WithoutObjective()
            .Computed("meta_gradient", () => GoldenArray.Scalar(taken))
            .Computed("mu_next", () => GoldenArray.Scalar(weight.Value))
            .Computed("total_loss", () => GoldenArray.Scalar(weight.Mix(ofReinforcement, ofImitation)))
            .Computed("grad_total", () => GoldenArray.Vector([.. reinforcement.Zip(imitation, weight.Mix)]));
    }

    /// <summary>The released code standardises and averages over padding too, so the batch has it, and says which tokens are a response.</summary>
    private static GoldenTest Loss(GoldenReader golden)
    {
        GoldenArray mask = golden.Input("mask");
        GoldenLayout layout = new(golden);
        GoldenAxis tokens = layout.Under(layout.Root("completion", mask.Shape[0]), "token", GoldenArray.Filled(1, mask.Shape));
        ActionLogits logits = new(golden, mask);
        layout.Column(tokens, "response", mask)
            .Column(tokens, "logp", logits.LogProbs)
            .Column(tokens, "entropy", logits.Entropies)
            .Column(tokens, "old_logp", mask with { Values = [.. golden.Input("logp_old").Values.Zip(mask.Values, (logp, isToken) => isToken == 0 ? 0 : logp)] })
            .Column(tokens, "advantage", "advantages")
            .Column(tokens, "return", "returns")
            .Column(tokens, "value", "values")
            .Column(tokens, "old_value", "values_old");
        Amft objective = new()
        {
            Clip = golden.Number("clip_eps"),
            ValueCoefficient = golden.Number("value_loss_coeff"),
            EntropyCoefficient = golden.Number("entropy_coeff"),
        };
        return new GoldenTest(objective, layout.Batch())
            .Values("rl_loss", GoldenAxis.Batch, "PolicyLoss")
            .From("value_loss", run => GoldenArray.Scalar(run.Values("CriticLoss").Average()))
            .Values("mean_entropy", GoldenAxis.Batch, "MeanEntropy")
            .From("grad_logits", run => run.Loss.Gradient is { } gradient
                ? logits.Gradient(gradient[new ColumnName("token", "logp")], gradient[new ColumnName("token", "entropy")])
                : null)
            .Gradient("grad_values", tokens, "value");
    }

    /// <summary>Log-probabilities and entropies that follow from logits [B, T, V] and the actions taken, and derivatives the way back.</summary>
    private sealed class ActionLogits
    {
        private readonly GoldenArray _logits;
        private readonly GoldenArray _mask;
        private readonly int[] _actions;
        private readonly double[][] _logs;

        public ActionLogits(GoldenReader golden, GoldenArray mask)
        {
            _logits = golden.Input("logits");
            _mask = mask;
            _actions = [.. golden.Input("actions").Values.Select(action => (int)action)];
            int size = _logits.Shape[^1];
            _logs = [.. mask.Values.Select((isToken, place) => isToken == 0 ? [] : Softmax.Log(_logits.Values.AsSpan(place * size, size)))];
        }

        public GoldenArray LogProbs => _mask with { Values = [.. _logs.Select((logs, place) => logs.Length == 0 ? 0 : logs[_actions[place]])] };

        public GoldenArray Entropies => _mask with { Values = [.. _logs.Select(Entropy)] };

        public GoldenArray Gradient(double[] byLogProb, double[] byEntropy)
        {
            int size = _logits.Shape[^1];
            double[] gradient = new double[_logits.Values.Length];
            for (int place = 0; place < _logs.Length; place++)
            {
                double entropy = Entropy(_logs[place]);
                for (int v = 0; v < _logs[place].Length; v++)
                {
                    double probability = Math.Exp(_logs[place][v]);
                    gradient[(place * size) + v] = (byLogProb[place] * ((v == _actions[place] ? 1 : 0) - probability))
                        - (byEntropy[place] * probability * (_logs[place][v] + entropy));
                }
            }

            return new GoldenArray(gradient, _logits.Shape);
        }

        private static double Entropy(double[] logs) => -logs.Sum(log => double.IsNegativeInfinity(log) ? 0 : Math.Exp(log) * log);
    }
}
