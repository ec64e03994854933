using CsCheck;
using TorchSharp;

namespace Paragon.Testing.Tests.Laws;

public sealed class LawsTests
{
    [Fact]
    public void A_right_loss_of_pairs_keeps_all_laws() => Paragon.Testing.Laws.Check(new Logistic());

    [Fact]
    public void A_right_method_with_advantage_clip_stop_gradient_and_neighbours_keeps_all_laws() => Paragon.Testing.Laws.Check(new ClippedGroup());

    [Fact]
    public void A_loss_on_levels_of_its_own_keeps_all_laws() => Paragon.Testing.Laws.Of(new Polite()).Parent("turn", "completion").Check();

    [Fact]
    public void Tensor_code_that_differs_in_one_value_is_found_with_row_values_batch_and_seed()
    {
        LawException error = Fails(stage => Broken.With(stage, each: (o, b, s) => stage.Each(o, b, s) * 1.001), suite => suite.BatchedIsScalar());
        Assert.Contains("the batched tensor code", error.Message, StringComparison.Ordinal);
        Assert.Contains("Loss 'Loss' at pair 0: scalar gives", error.Message, StringComparison.Ordinal);
        Assert.Contains("tensor gives", error.Message, StringComparison.Ordinal);
        Assert.Contains("pair[1] chosen→completion[", error.Message, StringComparison.Ordinal);
        Assert.Matches("Seed\\(\"[^\"]+\"\\)", error.Message);
    }

    [Fact]
    public void A_total_that_is_not_the_mean_of_the_values_is_found() =>
        Fails(stage => Broken.With(stage, total: (o, b, s) => stage.Total!(o, b, s) * 1.001), suite => suite.BatchedIsScalar());

    [Fact]
    public void A_graph_of_another_formula_is_found() =>
        Fails(stage => Broken.With(stage, graph: ((IObjective)new Logistic()).Stages[0].GraphSource.Replace("column token ref_logp", "column token old_logp", StringComparison.Ordinal)), suite => suite.GraphIsScalar());

    [Fact]
    public void Tensor_code_with_a_gradient_of_its_own_is_found_although_its_value_is_right() =>
        Fails(stage => Broken.With(stage, total: (o, b, s) => (2 * stage.Total!(o, b, s).detach()) - stage.Total!(o, b, s)), suite => suite.Derivatives());

    [Fact]
    public void A_wrong_derivative_is_found_by_differences_alone()
    {
        Broken broken = new(new Logistic(), stage => Broken.With(stage, total: (o, b, s) => (3 * stage.Total!(o, b, s)) - (2 * stage.Total!(o, b, s).detach())));
        BatchGenerator generator = BatchGenerator.For(broken);
        LawTrial Trial(IObjective objective) => new(objective, generator.Schema, generator.Generate(new PCG(1, 1), null, out _), new PCG(2));
        Assert.Null(DifferenceLaw.Differences.Violation(Trial(new Logistic())));
        Assert.Contains("differences with steps", DifferenceLaw.Differences.Violation(Trial(broken)), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_depend_on_the_place_of_a_row_are_found() =>
        Fails(stage => Broken.With(stage, each: (o, b, s) => stage.Each(o, b, s) + torch.arange(b.Packed.Rows("pair"), torch.ScalarType.Float64)), suite => suite.Permutations());

    [Fact]
    public void Rows_that_meet_without_a_link_are_found() =>
        Fails(stage => Broken.With(stage, each: (o, b, s) => stage.Each(o, b, s) - stage.Each(o, b, s).mean()), suite => suite.Packing());

    [Fact]
    public void A_mean_of_micro_batches_means_is_found() =>
        Fails(stage => Broken.With(stage, total: (o, b, s) => stage.Each(o, b, s).mean().reshape(1)), suite => suite.MicroBatches());

    [Fact]
    public void A_division_by_zero_on_equal_rewards_is_found_and_named()
    {
        LawException error = Assert.Throws<LawException>(() => Paragon.Testing.Laws.Of(new ClippedGroup { Epsilon = 0 }).Family("completion", 2, 3).BatchedIsScalar());
        Assert.Contains("all values of a column are equal", error.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_of_a_failure_makes_its_batch_again()
    {
        Broken broken = new(new Logistic(), stage => Broken.With(stage, each: (o, b, s) => stage.Each(o, b, s) + 1));
        LawException error = Assert.Throws<LawException>(() => Paragon.Testing.Laws.Of(broken).BatchedIsScalar());
        string seed = error.Message.Split("Seed(\"")[1].Split('"')[0];
        Assert.Equal(error.Message, Assert.Throws<LawException>(() => Paragon.Testing.Laws.Of(broken).Seed(seed).BatchedIsScalar()).Message);
    }

    [Fact]
    public void Every_broken_law_is_reported_by_one_check()
    {
        Broken broken = new(new Logistic(), stage => Broken.With(stage, each: (o, b, s) => stage.Each(o, b, s) - stage.Each(o, b, s).mean()));
        LawException error = Assert.Throws<LawException>(() => Paragon.Testing.Laws.Check(broken));
        Assert.Contains("the batched tensor code", error.Message, StringComparison.Ordinal);
        Assert.Contains("what is not tied by a link", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_that_holds_passes_and_one_that_does_not_names_both_values()
    {
        Paragon.Testing.Laws.ReducesTo(new PoweredLogistic { Curvature = 0 }, new Logistic());
        LawException error = Assert.Throws<LawException>(() => Paragon.Testing.Laws.ReducesTo(new PoweredLogistic { Curvature = 0.1 }, new Logistic()));
        Assert.Contains("powered-logistic gives", error.Message, StringComparison.Ordinal);
        Assert.Contains("logistic gives", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_values_are_used_and_not_made_extreme() =>
        Paragon.Testing.Laws.Of(new ClippedGroup { Epsilon = 0 }).Family("completion", 2, 3).Column("completion", "reward", Gen.Int[1, 1_000_000].Select(i => i * 1e-6)).BatchedIsScalar();

    private static LawException Fails(Func<Stage, Stage> change, Action<LawSuite> law)
    {
        law(Paragon.Testing.Laws.Of(new Logistic()));
        return Assert.Throws<LawException>(() => law(Paragon.Testing.Laws.Of(new Broken(new Logistic(), change))));
    }
}
