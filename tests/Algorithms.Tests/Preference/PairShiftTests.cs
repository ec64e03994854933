using static Paragon.Algorithms.Tests.Preference.Computed;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>What losses of pairs do not see, and where they begin.</summary>
public sealed class PairShiftTests
{
    private static readonly Dictionary<string, IObjective> SeeTheMarginOnly = Named(
        new Dpo(), new DpoHinge(), new ExoPair(), new RobustDpo(), new CDpo(), new DiscoPop { Temperature = 0.5 }, new Aot { LabelSmoothing = 0.1 }, new AotUnpaired { LabelSmoothing = 0.1 });

    private static readonly Dictionary<string, IObjective> SeeEachCompletion = Named(
        new NcaPair(), new BcoPair(), new SppoHard { Beta = 0.1 }, new ApoZero(), new ApoDown());

    private static readonly Dictionary<string, IObjective> SeeTheLength = Named(new Ipo(), new DpoNorm());

    private static readonly Dictionary<string, IObjective> SeeLogRatios = new(
        SeeTheMarginOnly.Concat(SeeEachCompletion).Concat(SeeTheLength).Concat(Named(new FDpo { Divergence = FDivergence.JensenShannon })));

    private static readonly Dictionary<string, (IObjective Objective, double Value)> Beginnings = new()
    {
        ["dpo"] = (new Dpo(), Math.Log(2)),
        ["dpo-norm"] = (new DpoNorm(), Math.Log(2)),
        ["robust-dpo"] = (new RobustDpo { LabelSmoothing = 0.3 }, Math.Log(2)),
        ["cdpo"] = (new CDpo { LabelSmoothing = 0.3 }, Math.Log(2)),
        ["aot"] = (new Aot { LabelSmoothing = 0.3 }, Math.Log(2)),
        ["ld-dpo"] = (new LdDpo { Alpha = 0.3 }, Math.Log(2)),
        ["dpo-hinge"] = (new DpoHinge(), 1),
        ["ipo"] = (new Ipo { Beta = 0.3 }, 1 / (4 * 0.3 * 0.3)),
        ["nca-pair"] = (new NcaPair(), 2 * Math.Log(2)),
        ["bco-pair"] = (new BcoPair(), 2 * Math.Log(2)),
        ["sppo-hard"] = (new SppoHard { Beta = 0.3 }, 1 / (2 * 0.3 * 0.3)),
        ["apo-zero"] = (new ApoZero(), 1),
        ["apo-down"] = (new ApoDown(), 1),
        ["discopop"] = (new DiscoPop(), (0.5 * Math.Log(2)) + 0.5),
    };

    public static TheoryData<string> MarginOnly => new(SeeTheMarginOnly.Keys);

    public static TheoryData<string> EachCompletion => new(SeeEachCompletion.Keys);

    public static TheoryData<string> Length => new(SeeTheLength.Keys);

    public static TheoryData<string> LogRatios => new(SeeLogRatios.Keys);

    public static TheoryData<string> AtTheReference => new(Beginnings.Keys);

    [Theory]
    [MemberData(nameof(MarginOnly))]
    public void Raising_both_completions_changes_nothing(string name) => Assert.All(PairSample.Many, sample =>
        AssertSame(SeeTheMarginOnly[name].Loss(sample), SeeTheMarginOnly[name].Loss(sample.Each(answer => answer.Raise(0.8)))));

    [Theory]
    [MemberData(nameof(EachCompletion))]
    public void Raising_both_completions_matters_to_losses_with_an_anchor(string name) => Assert.All(PairSample.Many, sample =>
        AssertDiffer(SeeEachCompletion[name].Loss(sample), SeeEachCompletion[name].Loss(sample.Each(answer => answer.Raise(0.8))), name));

    [Theory]
    [MemberData(nameof(Length))]
    public void Raising_both_completions_matters_per_token_unless_lengths_are_equal(string name)
    {
        IObjective objective = SeeTheLength[name];
        Assert.All(PairSample.OfOneToken, sample => AssertSame(objective.Loss(sample), objective.Loss(sample.Each(answer => answer.Raise(0.8)))));
        Assert.All(
            PairSample.Single.Where(sample => sample.Chosen[0].Policy.Length != sample.Rejected[0].Policy.Length),
            sample => AssertDiffer(objective.Loss(sample), objective.Loss(sample.Each(answer => answer.Raise(0.8))), name));
    }

    /// <summary>Of one pair: AOT sorts the policy and the reference apart, so that over several pairs it sees such a shift.</summary>
    [Theory]
    [MemberData(nameof(LogRatios))]
    public void Raising_policy_and_reference_of_one_completion_changes_nothing(string name) => Assert.All(PairSample.Single, sample =>
    {
        IObjective objective = SeeLogRatios[name];
        AssertSame(objective.Loss(sample), objective.Loss(sample with { Chosen = [sample.Chosen[0].RaiseBoth(-0.8)] }));
        AssertSame(objective.Loss(sample), objective.Loss(sample with { Rejected = [sample.Rejected[0].RaiseBoth(-0.8)] }));
    });

    [Theory]
    [MemberData(nameof(AtTheReference))]
    public void Losses_begin_where_the_policy_is_the_reference_at_a_known_value(string name) =>
        Assert.All(PairSample.Many, sample => AssertSame(Beginnings[name].Value, Beginnings[name].Objective.Loss(sample.AtReference)));

    /// <summary>AOT of unpaired data sorts log-ratios, which are all 0 there.</summary>
    [Fact]
    public void Unpaired_optimal_transport_begins_at_log_2() =>
        Assert.All(PairSample.Many, sample => AssertSame(Math.Log(2), new AotUnpaired().Loss(sample.AtReference)));

    [Theory]
    [InlineData(-0.1186)]
    [InlineData(0)]
    [InlineData(0.0720)]
    public void Discopop_turns_round_twice(double margin)
    {
        DiscoPop discoPop = new() { Beta = 1 };
        double slope = (discoPop.Loss(OfMargin(margin + 1e-3)) - discoPop.Loss(OfMargin(margin - 1e-3))) / 2e-3;
        Assert.Equal(margin == 0, slope > 0.02);
        Assert.True(discoPop.Loss(OfMargin(-0.13)) > discoPop.Loss(OfMargin(-0.1186)));
        Assert.True(discoPop.Loss(OfMargin(0.0720)) > discoPop.Loss(OfMargin(0.09)));
    }

    private static PairSample OfMargin(double margin) => new([new Answer([-1 + margin], [-1])], [new Answer([-1], [-1])]);

    private static Dictionary<string, IObjective> Named(params IObjective[] objectives) => objectives.ToDictionary(objective => objective.Descriptor.Name);
}
