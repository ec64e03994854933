namespace Paragon.Formulas.Tests.Analysis;

/// <summary>What a card says of a formula.</summary>
public sealed class FactsTests
{
    private readonly ParShapings _par = new();

    private GraphBuilder B => _par.Builder;

    [Fact]
    public void What_is_proved_is_said() => Assert.Equal(
        ["range: [0, 1]", "rises with score", "falls with reference.score", "centred: only differences of learned scores count", "saturating: grows fastest at the centre, then slows"],
        Lines(_par.Mean(B.Apply(Exponentials.Sigmoid, _par.Margin))));

    [Fact]
    public void A_range_that_intervals_leave_loose_is_cut() => Assert.Contains("range: [-0.0109", Lines(_par.ParPolynomial)[0], StringComparison.Ordinal);

    [Fact]
    public void What_is_not_settled_names_the_part_in_the_way_and_what_would_settle_it()
    {
        string[] steep = Lines(_par.Mean(B.Apply(Exponentials.Sigmoid, B.Multiply(B.Option("Sharpness"), _par.Margin))));

        Assert.Contains("saturating: not known, because of 'Sharpness'. Declare a [Range] for Sharpness that begins above 0.", steep);
    }

    [Fact]
    public void What_has_no_bound_is_unbounded() => Assert.Equal("range: (-∞, ∞), unbounded", Lines(_par.Vanilla)[0]);

    [Fact]
    public void What_has_no_bound_that_is_known_says_so_and_names_the_input_that_would_settle_it() => Assert.Equal(
        "range: (-∞, ∞), no bound known, because of 'score'. Declare [Range(low, high)] on column 'score' of level 'completion'.",
        Lines(B.Multiply(_par.Score, B.Apply(Exponentials.Exp, B.Negate(B.Apply(Arithmetic.Abs, _par.Score)))))[0]);

    [Fact]
    public void A_part_that_stands_in_the_way_is_written_out()
    {
        Node divisor = B.Add(B.Number(2), B.Multiply(B.Number(3), B.Apply(Exponentials.Tanh, _par.Score)));

        Assert.Equal(
            "range: (-∞, ∞), no bound known, because of '1 / (2 + 3 * Tanh(score[y]))'. Declare a range of '2 + 3 * Tanh(score[y])' that stays away from 0, or add a small number to it.",
            Lines(B.Divide(B.Number(1), divisor))[0]);
    }

    private static string[] Lines(Node reward) => [.. Facts.Of(reward, cancellation: TestContext.Current.CancellationToken).Lines()];
}
