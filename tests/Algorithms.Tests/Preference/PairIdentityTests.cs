using static Paragon.Algorithms.Tests.Preference.Computed;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>Which losses of pairs are the same loss, and where.</summary>
public sealed class PairIdentityTests
{
    private static readonly (string Name, IObjective Own, IObjective Mixed)[] Types =
    [
        ("sigmoid", new Dpo(), new DpoMixture()),
        ("hinge", new DpoHinge { Beta = 0.4 }, Mixture(0.4) with { HingeWeight = 1 }),
        ("ipo", new Ipo { Beta = 0.4 }, Mixture(0.4) with { IpoWeight = 1 }),
        ("exo_pair", new ExoPair { Beta = 0.4, LabelSmoothing = 0.2 }, Mixture(0.4) with { ExoPairWeight = 1, LabelSmoothing = 0.2 }),
        ("nca_pair", new NcaPair { Beta = 0.4 }, Mixture(0.4) with { NcaPairWeight = 1 }),
        ("robust", new RobustDpo { Beta = 0.4, LabelSmoothing = 0.2 }, Mixture(0.4) with { RobustWeight = 1, LabelSmoothing = 0.2 }),
        ("bco_pair", new BcoPair { Beta = 0.4 }, Mixture(0.4) with { BcoPairWeight = 1 }),
        ("sppo_hard", new SppoHard { Beta = 0.4 }, Mixture(0.4) with { SppoHardWeight = 1 }),
        ("apo_zero", new ApoZero { Beta = 0.4 }, Mixture(0.4) with { ApoZeroWeight = 1 }),
        ("apo_down", new ApoDown { Beta = 0.4 }, Mixture(0.4) with { ApoDownWeight = 1 }),
        ("discopop", new DiscoPop { Beta = 0.4, Temperature = 0.3 }, Mixture(0.4) with { DiscoPopWeight = 1, DiscoPopTemperature = 0.3 }),
        ("sigmoid_norm", new DpoNorm { Beta = 0.4 }, Mixture(0.4) with { SigmoidNormWeight = 1 }),
        ("sft", new ChosenSft(), Mixture(0.4) with { SftWeight = 1 }),
        ("f-dpo", new FDpo { Beta = 0.4, Divergence = FDivergence.Alpha, Alpha = 1.7 }, Mixture(0.4) with { SigmoidWeight = 1, Divergence = FDivergence.Alpha, DivergenceAlpha = 1.7 }),
        ("ld-dpo", new LdDpo { Beta = 0.4, Alpha = 0.3 }, Mixture(0.4) with { SigmoidWeight = 1, LengthAlpha = 0.3 }),
    ];

    public static TheoryData<string> Names => new(Types.Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mixture_of_one_type_is_that_type(string name)
    {
        (_, IObjective own, IObjective mixed) = Types.Single(type => type.Name == name);
        Assert.All(PairSample.Many, sample => AssertSame(own, mixed, sample));
    }

    [Fact]
    public void A_mixture_is_the_weighted_sum_of_its_types() => Assert.All(PairSample.Many, sample =>
    {
        DpoMixture mpo = Mixture(0.3) with { SigmoidWeight = 0.8, BcoPairWeight = 0.2, SftWeight = 1.5 };
        AssertSame(
            (0.8 * new Dpo { Beta = 0.3 }.Loss(sample)) + (0.2 * new BcoPair { Beta = 0.3 }.Loss(sample)) + (1.5 * new ChosenSft().Loss(sample)),
            mpo.Loss(sample));
    });

    [Fact]
    public void Robust_dpo_without_flips_is_dpo() =>
        Assert.All(PairSample.Many, sample => AssertSame(new Dpo { Beta = 0.7 }, new RobustDpo { Beta = 0.7, LabelSmoothing = 0 }, sample));

    [Fact]
    public void Conservative_dpo_without_smoothing_is_dpo() =>
        Assert.All(PairSample.Many, sample => AssertSame(new Dpo { Beta = 0.7 }, new CDpo { Beta = 0.7, LabelSmoothing = 0 }, sample));

    /// <summary>Robust DPO is unbiased: over random flips of a pair its mean is the loss of the clean pair.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.35)]
    public void Robust_dpo_averages_over_flips_to_dpo(double epsilon) => Assert.All(PairSample.Many, sample =>
    {
        RobustDpo robust = new() { Beta = 0.7, LabelSmoothing = epsilon };
        AssertSame(new Dpo { Beta = 0.7 }.Loss(sample), ((1 - epsilon) * robust.Loss(sample)) + (epsilon * robust.Loss(sample.Swapped)));
    });

    [Fact]
    public void Conservative_dpo_at_a_half_does_not_see_which_completion_was_chosen() => Assert.All(PairSample.Many, sample =>
    {
        CDpo half = new() { Beta = 0.7, LabelSmoothing = 0.5 };
        AssertSame(half.Loss(sample), half.Loss(sample.Swapped));
    });

    [Fact]
    public void Optimal_transport_of_one_pair_is_dpo() => Assert.All(PairSample.Single, sample =>
    {
        AssertSame(new Dpo { Beta = 0.7 }, new Aot { Beta = 0.7 }, sample);
        AssertSame(new Dpo { Beta = 0.7 }, new AotUnpaired { Beta = 0.7 }, sample);
    });

    [Fact]
    public void Optimal_transport_of_one_pair_with_smoothing_is_conservative_dpo() => Assert.All(PairSample.Single, sample =>
    {
        AssertSame(new CDpo { LabelSmoothing = 0.2 }, new Aot { LabelSmoothing = 0.2 }, sample);
        AssertSame(new CDpo { LabelSmoothing = 0.2 }, new AotUnpaired { LabelSmoothing = 0.2 }, sample);
    });

    [Fact]
    public void Length_normalised_dpo_is_dpo_where_completions_have_one_token() =>
        Assert.All(PairSample.OfOneToken, sample => AssertSame(new Dpo { Beta = 0.7 }, new DpoNorm { Beta = 0.7 }, sample));

    [Fact]
    public void Length_desensitised_dpo_that_counts_all_tokens_alike_is_dpo() =>
        Assert.All(PairSample.Many, sample => AssertSame(new Dpo { Beta = 0.7 }, new LdDpo { Beta = 0.7, Alpha = 1 }, sample));

    [Fact]
    public void Alpha_divergence_runs_from_the_forward_to_the_reverse_kl() => Assert.All(PairSample.Many, sample =>
    {
        AssertSame(new FDpo { Divergence = FDivergence.ForwardKl }, new FDpo { Divergence = FDivergence.Alpha, Alpha = 0 }, sample);
        AssertSame(new FDpo { Divergence = FDivergence.ReverseKl }, new FDpo { Divergence = FDivergence.Alpha, Alpha = 1 }, sample);
        AssertSame(new Dpo(), new FDpo { Divergence = FDivergence.ReverseKl }, sample);
    });

    [Fact]
    public void AlphaPo_at_0_is_simpo() =>
        Assert.All(PairSample.Many, sample => AssertSame(new Simpo { Gamma = 0.8, BehaviorCloning = 0.3 }, new AlphaPo { Alpha = 0, Gamma = 0.8, BehaviorCloning = 0.3 }, sample));

    [Fact]
    public void Cpo_is_dpo_against_a_uniform_reference_with_behaviour_cloning() => Assert.All(PairSample.Many, sample =>
    {
        PairSample uniform = sample.Each(answer => answer with { Reference = [.. answer.Policy.Select(_ => 0.0)] });
        AssertSame(new Dpo { Beta = 0.7 }.Loss(uniform) + (0.4 * new ChosenSft().Loss(sample)), new Cpo { Beta = 0.7, BehaviorCloning = 0.4 }.Loss(sample));
        AssertSame(new Ipo { Beta = 0.7 }.Loss(uniform), new Cpo { Beta = 0.7, Link = CpoLink.Ipo, BehaviorCloning = 0 }.Loss(sample));
        AssertSame(new DpoHinge { Beta = 0.7 }.Loss(uniform), new Cpo { Beta = 0.7, Link = CpoLink.Hinge, BehaviorCloning = 0 }.Loss(sample));
    });

    private static DpoMixture Mixture(double beta) => new() { Beta = beta, SigmoidWeight = 0 };
}
