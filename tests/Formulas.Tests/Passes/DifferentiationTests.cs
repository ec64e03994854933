namespace Paragon.Formulas.Tests.Passes;

/// <summary>What a derivative is at the edges of an operation; that it is the slope elsewhere is for the golden files and the laws.</summary>
public sealed class DifferentiationTests
{
    private readonly GraphBuilder _b = new();

    [Fact]
    public void A_tie_halves_the_gradient_and_what_is_not_chosen_gets_nothing_of_an_infinite_one()
    {
        Node x = _b.Column(SmallBatch.Token, "logp", differentiable: true), y = _b.Column(SmallBatch.Token, "ref_logp"), weight = _b.Column(SmallBatch.Token, "weight");
        Node slope = Slope(_b.Multiply(weight, _b.Apply(Comparisons.Min, x, y)));
        double[] values = Values(slope, logp: [1, 2, 3, 4, 5, 6], reference: [2, 2, 2, 2, 9, 1], weight: [10, 10, 10, double.PositiveInfinity, double.PositiveInfinity, -10]);
        Assert.Equal([10, 5, 0, 0, double.PositiveInfinity, 0], values);
    }

    [Fact]
    public void Outside_of_its_bounds_a_clamp_hands_nothing_on()
    {
        Node x = _b.Column(SmallBatch.Token, "logp", differentiable: true), weight = _b.Column(SmallBatch.Token, "weight");
        Node slope = Slope(_b.Multiply(weight, _b.Apply(Comparisons.Clamp, x, _b.Number(2), _b.Number(4))));
        double[] values = Values(slope, logp: [1, 2, 3, 4, 5, 6], reference: [], weight: [double.PositiveInfinity, 7, 7, 7, double.NegativeInfinity, double.PositiveInfinity]);
        Assert.Equal([0, 7, 7, 7, 0, 0], values);
    }

    private Node Slope(Node value) => Differentiation.Gradient(_b, _b.Reduce(Reduction.Sum, new RootLink(SmallBatch.Token), value)).Single().Value;

    private static double[] Values(Node node, double[] logp, double[] reference, double[] weight) =>
        new Evaluator(new SmallBatch { Columns = new() { [("token", "logp")] = logp, [("token", "ref_logp")] = reference, [("token", "weight")] = weight } }, _ => 0).Evaluate(node);
}
