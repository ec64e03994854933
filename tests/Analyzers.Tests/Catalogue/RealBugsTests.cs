using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>Bugs of public trainers, as they were written, and the sentence that each gets: the number, the witness, what to do.</summary>
public sealed class RealBugsTests
{
    [Theory]
    [InlineData("OverlongWithoutFloor", "PAR005", "has no floor", "grows without end", "write Max(-1, penalty)")] // DAPO's overlong penalty
    [InlineData("LengthPenaltyTimesMean", "PAR006", "can be -", "counts the other way", "Max(0, factor)")] // prime-rl's length penalty
    [InlineData("LeaveOneOutStd", "PAR201", "divides by 0", "elements that are all equal", "+ 1e-6")] // NeMo-RL's leave-one-out deviation
    [InlineData("KlWrongSign", "PAR301", "with advantage 0", "descent moves the policy away from its reference", "change the sign")] // Logic-RL's penalty
    [InlineData("AdvantageDifferentiated", "PAR303", "'value' in it is differentiable", "the loss also falls by changing the weight", "StopGradient")]
    [InlineData("K1AsLoss", "PAR304", "the same number for every token", "is zero", "Use k3")] // open-instruct's, verl's and slime's default
    public async Task Bug_gets_its_sentence(string specimen, string rule, params string[] words)
    {
        IReadOnlyList<Diagnostic> reported = await SpecimenWarnings.Reported;
        string sentence = SpecimenWarnings.Line(Assert.Single(reported, one => SpecimenWarnings.FileOf(one) == $"Bugs/{specimen}" && one.Id == rule));
        Assert.All(words, word => Assert.Contains(word, sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UndeclaredFeature")]
    [InlineData("UndeclaredTerm")]
    public async Task Reward_of_an_unknown_column_is_asked_for_its_range_and_nothing_else_is_said(string specimen)
    {
        Diagnostic[] said = [.. (await SpecimenWarnings.Reported).Where(one => SpecimenWarnings.FileOf(one) == $"Opaque/{specimen}" && one.Severity != DiagnosticSeverity.Hidden)];
        Assert.Equal("PAR004", Assert.Single(said).Id);
        Assert.Contains("[Range(low, high)]", SpecimenWarnings.Line(said[0]), StringComparison.Ordinal);
    }
}
