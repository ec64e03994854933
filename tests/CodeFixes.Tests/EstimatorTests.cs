using Paragon.Analyzers.Gradient;
using Paragon.CodeFixes.Gradient;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR304: an estimator whose gradient is not zero.</summary>
public sealed class EstimatorTests
{
    private static readonly FixCheck s_fix = new(new ZeroGradientDivergence(), new UseAnotherEstimator());

    [Theory]
    [InlineData("K2", "0.1 * ([|t.LogProb - t.RefLogProb|])", "0.1 * (Square(t.LogProb - t.RefLogProb) / 2)")]
    [InlineData("K2", "-0.1 * ([|t.RefLogProb - t.LogProb|])", "-0.1 * -(Square(t.LogProb - t.RefLogProb) / 2)")]
    [InlineData("K3", "0.1 * ([|t.LogProb - t.RefLogProb|]) // kl", "0.1 * (ExpMinusOne(t.RefLogProb - t.LogProb) - (t.RefLogProb - t.LogProb)) // kl")]
    public Task Log_ratio_becomes_the_estimators_formula(string estimator, string before, string after) => s_fix.Makes(
        $"[Loss]\nprivate static Real Loss(Token t) => -t.Advantage * t.LogProb + {before}\n    ;", $"[Loss]\nprivate static Real Loss(Token t) => -t.Advantage * t.LogProb + {after}\n    ;", estimator);

    [Theory]
    [InlineData("[|t.LogProb - t.RefLogProb|]", "KlEstimators.K2(t.LogProb, t.RefLogProb)")]
    [InlineData("[|t.RefLogProb - t.LogProb|]", "-KlEstimators.K2(t.LogProb, t.RefLogProb)")]
    public Task With_the_library_it_is_the_librarys(string before, string after) => s_fix.MakesFiles(
        [Library, Sources.Record($"[Loss]\nprivate static Real Loss(Token t) => {before} - t.Advantage * t.LogProb;")],
        [Library, "using Paragon.Algorithms;\n\n" + Sources.Record($"[Loss]\nprivate static Real Loss(Token t) => {after} - t.Advantage * t.LogProb;")],
        "K2");

    [Fact]
    public Task All_of_a_project_get_the_same_one() => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => [|t.LogProb - t.RefLogProb|] - t.Advantage * t.LogProb;\n\n[Loss]\nprivate static Real Other(Completion y) => y.Tokens.Sum(t => [|t.LogProb - t.RefLogProb|]) / 9;",
        "[Loss]\nprivate static Real Loss(Token t) => Square(t.LogProb - t.RefLogProb) / 2 - t.Advantage * t.LogProb;\n\n[Loss]\nprivate static Real Other(Completion y) => y.Tokens.Sum(t => Square(t.LogProb - t.RefLogProb) / 2) / 9;",
        "K2");

    private const string Library =
        "namespace Paragon.Algorithms;\n\n[FormulaLibrary]\npublic static partial class KlEstimators\n{\n    public static Real K2(Real logProb, Real refLogProb) => Square(logProb - refLogProb) / 2;\n}\n";
}
