using Paragon.Cli.Explanation;

namespace Paragon.Cli.Tests;

public sealed class BraillePlotTests
{
    [Fact]
    public void A_rising_line_goes_from_the_lower_left_to_the_upper_right()
    {
        IReadOnlyList<string> lines = new BraillePlot(4, 2).Draw([0, 1, 2, 3, 4, 5, 6, 7], -1, 1);
        Assert.Equal(["7 ┤  ⣠⠞", "0 ┤⣠⠞⠁ ", "   -1 1"], lines.Select(line => line.Replace('\u2800', ' ')));
    }

    [Fact]
    public void What_is_not_finite_leaves_a_gap()
    {
        string line = new BraillePlot(3, 1).Draw([1, 1, double.NaN, double.NaN, 1, 1], 0, 1)[0];
        Assert.Equal('\u2800', line[^2]);
        Assert.NotEqual('\u2800', line[^1]);
        Assert.NotEqual('\u2800', line[^3]);
    }

    [Fact]
    public void Nothing_finite_is_said() => Assert.Equal("(no finite value)", Assert.Single(new BraillePlot(3, 1).Draw([double.NaN, double.PositiveInfinity], 0, 1)));
}
