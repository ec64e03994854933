using System.Globalization;
using Microsoft.CodeAnalysis;
using Paragon.Analyzers.RewardDesign;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR000: what a rule could not settle is hidden, and names the part in the way and the declaration that would settle it.</summary>
public sealed class UndecidedTests
{
    [Fact]
    public async Task Steepness_without_a_range_is_named()
    {
        Diagnostic found = Assert.Single(await UserProject.OfMembers(
            "public double Sharpness { get; init; } = 1; [Reward] private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Sharpness * (y.Score - r.Score)));").Analyze(new UnsaturatedReward()));

        Assert.Equal(("PAR000", DiagnosticSeverity.Hidden), (found.Id, found.Severity));
        Assert.Contains("could not be settled for 'Shaped'", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Declare a [Range] for Sharpness that begins above 0", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bump_whose_bound_nothing_proves_is_named()
    {
        Diagnostic found = Assert.Single(await UserProject.OfMembers(
            "[Reward] private static Real Shaped(Completion y) => Square(y.Score) * Exp(-Square(y.Score));").Analyze(new UnboundedReward()));

        Assert.Equal("PAR000", found.Id);
        Assert.Contains("stands in the way", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
