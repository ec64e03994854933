using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>RRPO: what its phrases and its divergence do.</summary>
public sealed class RrpoTests
{
    private const double Beta = 0.4;

    [Fact]
    public void Where_all_tokens_are_phrases_and_the_divergence_is_free_it_is_dpo() => Check(batch =>
    {
        PackedBatch all = Probabilities(batch).Filled("token", "in_phrase", 1);
        Rrpo free = new() { Beta = Beta, Alpha = 0 };
        Property.Agree(new Dpo { Beta = Beta }.Loss(all), free.Loss(all));

        // The derivative by a logit is that by the token's log-probability times (1 where it is the token, less π).
        double[] byLogProb = new Dpo { Beta = Beta }.Gradient(all);
        Property.Agree(ByLogit(all, token => byLogProb[token]), free.Gradient(all, "logit", "choice"), 1e-8);
    });

    [Fact]
    public void Without_the_divergence_shared_tokens_have_no_gradient() => Check(batch =>
    {
        int[] token = batch.Link("choice", "token").Targets.ToArray();
        double[] gradient = new Rrpo { Beta = Beta, Alpha = 0 }.Gradient(batch, "logit", "choice");
        Assert.All(
            Enumerable.Range(0, gradient.Length).Where(choice => batch.Column("token", "in_phrase")[token[choice]] == 0),
            choice => Assert.Equal(0, gradient[choice]));
        double[] anchored = new Rrpo { Beta = Beta, Alpha = 0.3 }.Gradient(batch, "logit", "choice");
        Assert.NotEqual(gradient, anchored);
    });

    [Fact]
    public void At_the_reference_it_is_log_2_and_the_divergence_pulls_nowhere() => Check(batch =>
    {
        PackedBatch same = batch.Copied("choice", "ref_logit", "logit");
        Property.Agree(Math.Log(2), new Rrpo { Beta = Beta, Alpha = 0.7 }.Loss(same));
        Property.Agree(
            new Rrpo { Beta = Beta, Alpha = 0 }.Gradient(same, "logit", "choice"),
            new Rrpo { Beta = Beta, Alpha = 0.7 }.Gradient(same, "logit", "choice"));
    });

    [Fact]
    public void The_divergence_is_never_negative_and_charged_to_the_preferred_completion_only() => Check(batch =>
    {
        double[] divergences = new Rrpo().Values("Divergence", batch);
        Assert.All(divergences, divergence => Assert.True(divergence >= -1e-12));
        Assert.Contains(divergences, divergence => divergence > 1e-6);
        double preferred = Enumerable.Range(0, batch.Rows("pair")).Average(pair => divergences[batch.Link("pair", "chosen").Target(pair)]);
        Property.Agree(new Rrpo { Beta = Beta, Alpha = 0 }.Loss(batch) + (0.7 * preferred), new Rrpo { Beta = Beta, Alpha = 0.7 }.Loss(batch));
    });

    [Fact]
    public void A_pair_without_phrases_has_the_divergence_alone() => Check(batch =>
    {
        PackedBatch alike = batch.Filled("token", "in_phrase", 0);
        Assert.All(new Rrpo { Alpha = 0 }.Values("Loss", alike), loss => Property.Agree(Math.Log(2), loss));
    });

    /// <summary>The log-probabilities of the tokens as the logits have them.</summary>
    private static PackedBatch Probabilities(PackedBatch batch)
    {
        double[] Of(string column) => [.. Enumerable.Range(0, batch.Rows("token")).Select(token =>
            batch.Column("choice", column)[batch.Link("token", "chosen").Target(token)] - Math.Log(batch.Link("choice", "token").Sources(token).Sum(choice => Math.Exp(batch.Column("choice", column)[choice]))))];
        return batch.With("token", "logp", Of("logit")).With("token", "ref_logp", Of("ref_logit"));
    }

    private static double[] ByLogit(PackedBatch batch, Func<int, double> byLogProb)
    {
        double[] gradient = new double[batch.Rows("choice")];
        for (int token = 0; token < batch.Rows("token"); token++)
        {
            int[] choices = batch.Link("choice", "token").Sources(token);
            double sum = choices.Sum(choice => Math.Exp(batch.Column("choice", "logit")[choice]));
            foreach (int choice in choices)
            {
                double isToken = batch.Link("token", "chosen").Target(token) == choice ? 1 : 0;
                gradient[choice] = byLogProb(token) * (isToken - (Math.Exp(batch.Column("choice", "logit")[choice]) / sum));
            }
        }

        return gradient;
    }

    private static void Check(Action<PackedBatch> claim) => Property.Holds(claim, BatchGenerator.For(new Rrpo(), new Dpo()));
}
