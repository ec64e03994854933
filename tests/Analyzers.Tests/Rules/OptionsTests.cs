using Paragon.Analyzers.Options;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR4xx.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("[Range(0, 1)] public double [|Beta|] { get; init; } = 1.5;", "1.5, and its range is [0, 1]")]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true)] public double [|Beta|] { get; init; }", "is 0, and its range is (0, 1]")]
    [InlineData("[Range(1, 8)] public int [|Beta|] { get; init; } = 2 * 8;", "is 16, and its range is [1, 8]")]
    public Task Default_outside_its_range_is_marked(string option, string words) => Markup.Check(new DefaultOutsideRange(), option, [words]);

    [Theory]
    [InlineData("[Range(0, 1)] public double Beta { get; init; } = 1;")]
    [InlineData("[Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double Beta { get; init; } = double.PositiveInfinity;")]
    [InlineData("public double Beta { get; init; } = 7;")]
    public Task Default_inside_its_range_is_not(string option) => Markup.Silent(new DefaultOutsideRange(), option);

    [Fact]
    public Task Option_that_no_formula_reads_is_marked() => Markup.Check(
        new UnreadOption(), "[Range(0, 1)] public double Beta { get; init; } [Range(0, 1)] public double [|Gamma|] { get; init; } [Loss] private Real Loss(Token t) => Beta * t.LogProb;", ["No formula reads 'Gamma'"]);

    [Fact]
    public Task Option_that_a_helper_or_another_method_reads_is_not() => Markup.Silent(
        new UnreadOption(), "[Range(0, 1)] public double Beta { get; init; } public string Path { get; init; } = \"\"; public string Full() => Path; private double Twice => 2 * Beta; [Loss] private Real Loss(Token t) => Twice * t.LogProb;");

    [Fact]
    public Task Nothing_is_said_of_options_beside_a_formula_that_the_language_refuses() => Markup.Silent(
        new UnreadOption(), "[Range(0, 1)] public double Beta { get; init; } [Loss] private Real Loss(Token t) { while (true) { } }");

    [Fact]
    public Task Number_without_a_range_is_marked_and_a_choice_is_not() => Markup.Check(
        new UndeclaredOptionRange(), "public double [|Beta|] { get; init; } public int [|Count|] { get; init; } public bool Flag { get; init; } public DayOfWeek Day { get; init; } [Range(0, 1)] public double Gamma { get; init; } public double Fixed => 2;", ["declares no range"]);
}
