using CsCheck;
using Paragon.Training;

namespace Paragon.Algorithms.Tests.Supervised;

/// <summary>What is true of DITTO's penalty, for any probabilities of a text that repeats a sentence.</summary>
public sealed class DittoTests
{
    private const int Prefix = 2;
    private const int Sentence = 3;

    private static readonly Ditto _ditto = new() { Decay = 0.4 };

    [Fact]
    public void There_is_no_gradient_before_the_first_repetition_nor_through_what_it_is_compared_with() => Check(logp =>
    {
        double[] gradient = Gradient(_ditto, logp);
        int count = logp.Length - Prefix - Sentence;
        for (int t = 0; t < logp.Length; t++)
        {
            double excess = t < Prefix + Sentence ? 0 : Math.Exp(logp[t]) - (0.4 * Math.Exp(logp[t - Sentence]));
            Property.Agree(t < Prefix + Sentence ? 0 : Math.Sign(excess) * Math.Exp(logp[t]) / (1 - Math.Abs(excess)) / count, gradient[t]);
        }
    });

    [Fact]
    public void The_loss_is_0_where_repetitions_decay_geometrically_and_more_elsewhere() => Check(logp =>
    {
        double[] decaying = [.. logp];
        for (int t = Prefix + Sentence; t < decaying.Length; t++)
        {
            decaying[t] = decaying[t - Sentence] + Math.Log(0.4);
        }

        Property.Agree(0, _ditto.Loss(Batch(decaying)));
        decaying[^1] -= 0.5;
        Assert.InRange(_ditto.Loss(Batch(decaying)), 1e-6, -Math.Log(1e-20));
    });

    [Fact]
    public void One_sided_it_is_at_most_the_loss_and_0_where_all_decay_faster() => Check(logp =>
    {
        Ditto clipped = _ditto with { Penalty = RepetitionPenalty.NLClip };
        Assert.True(clipped.Loss(Batch(logp)) <= _ditto.Loss(Batch(logp)) + 1e-12);
        Property.Agree(0, clipped.Loss(Batch([.. logp.Select((value, t) => t < Prefix + Sentence ? -0.1 : -20 + (value / 10) - (3 * t))])));
    });

    [Fact]
    public void At_decay_0_it_is_unlikelihood_training() => Check(logp =>
        Property.Agree(logp.Skip(Prefix + Sentence).Average(value => -Math.Log(1 - Math.Exp(value))), (_ditto with { Decay = 0 }).Loss(Batch(logp))));

    [Fact]
    public void A_text_without_a_repetition_has_loss_0()
    {
        PackedBatch batch = Batch([-1, -2, -0.5, -1]);
        Property.Agree(0, _ditto.Loss(batch));
        Property.Agree([0], _ditto.Values("Repeated", batch));
    }

    private static void Check(Action<double[]> claim) => Gen.Double[-3, -0.05].Array[7, 14].Check(claim, iter: 30);

    private static double[] Gradient(IObjective objective, double[] logp) => objective.Gradient(Batch(logp));

    private static PackedBatch Batch(double[] logp)
    {
        PseudoRepetition text = new([], Prefix, Sentence);
        return new PackedBatchBuilder()
            .Level("completion", 1)
            .LevelOf("token", "completion", [logp.Length])
            .Link("token", "previous_repetition", "token", [.. Enumerable.Range(0, logp.Length).Select(t => text.Previous(t) ?? -1)])
            .Column("token", "logp", logp)
            .Build();
    }
}
