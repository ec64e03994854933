using Paragon.Analyzers.Gradient;
using Paragon.CodeFixes.Gradient;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR301: a loss with the right sign.</summary>
public sealed class LossSignTests
{
    private static readonly FixCheck s_fix = new(new WrongDirection(), new NegateLoss());

    [Theory]
    [InlineData("t.Advantage * t.LogProb", "-(t.Advantage * t.LogProb)")]
    [InlineData("-(-t.Advantage * t.LogProb)", "-t.Advantage * t.LogProb")]
    public Task The_sign_changes(string before, string after) => s_fix.Makes(
        $"[Loss]\nprivate static Real [|Loss|](Token t) => {before}; // minimised", $"[Loss]\nprivate static Real Loss(Token t) => {after}; // minimised");

    [Fact]
    public async Task Where_a_reference_is_read_it_may_be_the_penaltys_sign_alone() => Assert.Empty(await s_fix.Offers(
        "[Loss]\nprivate static Real [|Loss|](Token t) => -t.Advantage * Exp(t.LogProb - t.OldLogProb) - 0.1 * Square(t.LogProb - t.RefLogProb);"));
}
