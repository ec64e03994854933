using CsCheck;
using Paragon.Analysis;

namespace Paragon.Algorithms.Tests.Distillation;

/// <summary>What is true of AlignDistil, for any three models over a small vocabulary.</summary>
public sealed class AlignDistilTests
{
    private const int Tokens = 3;
    private const int Size = 5;

    private static readonly AlignDistil _theorem = new() { Beta = 0.3, Extrapolation = 0.8, Adaptive = false, Contrast = false, LengthNorm = false };

    private static readonly AlignDistil _adaptive = new() { Beta = 0.3, Extrapolation = 4 };

    private static readonly TensorBackend _tensors = new();

    /// <summary>Theorem 1: the loss and the objective of RLHF with DPO's reward add up to a constant, so that their gradients are opposite.</summary>
    [Fact]
    public void Distillation_is_rlhf_with_the_reward_of_dpo() => Check(models =>
    {
        double constant = models.Dpo.Zip(models.Reference, (dpo, reference) =>
            0.8 * Math.Log(Softmax(dpo).Zip(Softmax(reference), (p, q) => q * Math.Pow(p / q, 0.3 / 0.8)).Sum())).Sum();
        Property.Agree(constant, _theorem.Loss(models.Batch()) + Rlhf(models));
        const double h = 1e-5;
        double[] gradient = Gradient(_theorem, models);
        for (int v = 0; v < Size; v++)
        {
            double slope = (Rlhf(models.Moved(v, h)) - Rlhf(models.Moved(v, -h))) / (2 * h);
            Property.Agree(-slope, gradient[v], 1e-6);
        }
    });

    [Fact]
    public void With_equal_prices_the_teacher_is_the_dpo_model() => Check(models =>
        Property.Agree(
            0.3 * models.Student.Zip(models.Dpo, (student, dpo) => Distributions.KullbackLeibler(Softmax(student), Softmax(dpo))).Sum(),
            (_theorem with { Extrapolation = 0.3 }).Loss(models.Batch())));

    [Fact]
    public void A_constant_added_to_a_model_s_logits_at_a_position_changes_nothing() => Check(models =>
    {
        Models shifted = models with { Dpo = [.. models.Dpo.Select((row, t) => row.Select(z => z + t + 1).ToArray())], Reference = [.. models.Reference.Select(row => row.Select(z => z - 2).ToArray())] };
        Property.Agree(_adaptive.Loss(models.Batch()), _adaptive.Loss(shifted.Batch()), 1e-8);
    });

    [Fact]
    public void The_loss_is_at_least_0_and_is_0_without_a_gradient_where_the_student_is_the_teacher() => Check(models =>
    {
        Assert.True(_adaptive.Loss(models.Batch()) >= -1e-12);
        double[] teacher = _adaptive.Values("Teacher", models.Batch());
        Models taught = models with { Student = [.. teacher.Chunk(Size).Select(row => row.Select(p => Math.Log(p)).ToArray())] };
        Property.Agree(0, _adaptive.Loss(taught.Batch()));
        Assert.All(Gradient(_adaptive, taught), slope => Property.Agree(0, slope));
    });

    [Fact]
    public void Where_the_two_models_agree_the_pull_to_the_dpo_model_is_a_thousandfold() => Check(models =>
    {
        Models agreed = models with { Reference = models.Dpo };
        double divergence = models.Student.Zip(models.Dpo, (student, dpo) => Distributions.KullbackLeibler(Softmax(student), Softmax(dpo))).Average();
        Property.Agree(1000 * 0.3 * divergence, _adaptive.Loss(agreed.Batch()), 1e-8);
    });

    [Fact]
    public void The_adaptive_weight_lies_between_a_thousandth_and_twice_its_scale() => Check(models =>
        Assert.All(_adaptive.Values("Weight", models.Batch()), weight => Assert.InRange(weight, 1e-3, (2 * 4) + 1e-3)));

    private static void Check(Action<Models> claim) => Gen.Double[-2, 2].Array[Size].Array[Tokens].Array[3]
        .Select(all => new Models(all[0], all[1], all[2])).Check(claim, iter: 15);

    private static double[] Gradient(AlignDistil objective, Models models) => _tensors.Loss(objective, models.Batch()).Gradient![new ColumnName("choice", "logit")];

    /// <summary>J = Σ_t E_π β (log p_dpo - log p_ref) - β2 KL(π ‖ p_ref).</summary>
    private static double Rlhf(Models models) => Enumerable.Range(0, Tokens).Sum(t =>
    {
        (double[] policy, double[] dpo, double[] reference) = (Softmax(models.Student[t]), Softmax(models.Dpo[t]), Softmax(models.Reference[t]));
        return (0.3 * Distributions.Mean(policy, [.. dpo.Zip(reference, (p, q) => Math.Log(p / q))])) - (0.8 * Distributions.KullbackLeibler(policy, reference));
    });

    private static double[] Softmax(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(z => Math.Exp(z) / sum)];
    }

    /// <summary>Logits of three models at each token of one completion.</summary>
    private sealed record Models(double[][] Student, double[][] Dpo, double[][] Reference)
    {
        public Models Moved(int v, double step) => this with { Student = [.. Student.Select((row, t) => row.Select((z, w) => t == 0 && w == v ? z + step : z).ToArray())] };

        public PackedBatch Batch() => new PackedBatchBuilder()
            .Level("completion", 1)
            .LevelOf("token", "completion", [Tokens])
            .LevelOf("choice", "token", Enumerable.Repeat(Size, Tokens))
            .Column("choice", "logit", Student.SelectMany(row => row))
            .Column("choice", "dpo_logit", Dpo.SelectMany(row => row))
            .Column("choice", "ref_logit", Reference.SelectMany(row => row))
            .Build();
    }
}
