namespace Paragon.Formulas.Tests.Printing;

public sealed class LatexPrinterTests
{
    private readonly GraphBuilder _b = new();

    [Fact]
    public void Dpo_is_the_logarithm_of_ratios()
    {
        Assert.Equal(
            """
            -\log\sigma\left(\beta \cdot \left(q_{1}(y_w(p)) - q_{1}(y_l(p))\right)\right)
            q_{1}(y) = \sum_{t \in y} \log\frac{\pi_\theta(t)}{\pi_{\mathrm{ref}}(t)}
            """,
            Text(GraphText.Read(Methods.Dpo, _b)));
    }

    [Fact]
    public void Grpo_is_the_mean_of_clipped_ratios()
    {
        Assert.Equal(
            """
            \frac{1}{\left|y\right|} \sum_{t \in y} \left(-\min\left(\rho(t) \cdot A_{t}, \operatorname{clip}\left(\rho(t), 1 - \varepsilon_{\mathrm{low}}, 1 + \varepsilon_{\mathrm{high}}\right) \cdot A_{t}\right)\right)
            \rho(t) = \frac{\pi_\theta(t)}{\pi_{\mathrm{old}}(t)}
            """,
            Text(GraphText.Read(Methods.Grpo, _b)));
    }

    [Fact]
    public void Generalised_advantage_is_a_discounted_sum()
    {
        Assert.Equal(
            @"\sum_{u \ge t} \left(\gamma \cdot \lambda\right)^{u-t} \left(r_{u} + \begin{cases} 0 & \exists\, u+1 \\ r_{y(t)} & \text{otherwise} \end{cases} + \begin{cases} \gamma \cdot V^{\mathrm{old}}_{u+1} & \exists\, u+1 \\ 0 & \text{otherwise} \end{cases} - V^{\mathrm{old}}_{u}\right)",
            Text(GraphText.Read(Methods.Gae, _b)));
    }

    [Fact]
    public void A_derivative_names_its_column_and_stands_in_a_display()
    {
        Node loss = _b.Reduce(Reduction.Mean, new RootLink(SmallBatch.Completion), GraphText.Read(Methods.Grpo, _b));
        (ColumnNode column, Node derivative) = Differentiation.Gradient(_b, loss, guarded: false).Single();
        PrintedGraph graph = LatexPrinter.Print(Simplification.Of(_b, derivative), column.Domain);

        Assert.Equal(@"\frac{\partial L}{\partial \log\pi_\theta(t)}", LatexPrinter.Derivative(column, graph.Element));
        string[] lines = LatexPrinter.Display("L'", graph).Split('\n');
        Assert.Equal(@"\begin{aligned}", lines[0]);
        Assert.StartsWith(@"L' &= -\frac{A_{t} \cdot \left(", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(@"\\", lines[1], StringComparison.Ordinal);
        Assert.Equal(@"\end{aligned}", lines[^1]);
    }

    [Theory]
    [InlineData(1e-8, "10^{-8}")]
    [InlineData(0.25, "0.25")]
    [InlineData(double.PositiveInfinity, @"\infty")]
    public void Numbers_are_powers_of_ten_where_they_are_small_or_large(double number, string expected) => Assert.Equal(expected, Text(_b.Number(number)));

    [Fact]
    public void A_name_without_a_symbol_of_its_own_is_upright() =>
        Assert.Equal(@"\mathrm{Weight} \cdot \mathrm{reward\_term}_{t}", Text(_b.Multiply(_b.Option("Weight"), _b.Column(SmallBatch.Token, "reward_term"))));

    private static string Text(Node node) => LatexPrinter.Print(node).ToString().ReplaceLineEndings("\n");
}
