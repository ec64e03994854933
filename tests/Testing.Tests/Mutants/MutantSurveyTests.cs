using System.Globalization;

namespace Paragon.Testing.Tests;

/// <summary>What kills a mutant, what does not, and what is no mutant at all.</summary>
public sealed class MutantSurveyTests
{
    private static readonly GoldenAdapter _adapter = new("logistic", golden =>
    {
        TwinLayout pairs = golden.Pairs().Token("logp", "ref_logp");
        return new GoldenTest(new Logistic { Beta = golden.Number("beta") }, pairs.Batch()).Each("loss", pairs.Elements).Gradient("grad_chosen", pairs.First, "logp");
    });

    [Fact]
    public void A_case_kills_what_it_tells_from_the_formula_and_the_rest_comes_with_a_batch_that_would()
    {
        MutantReport report = Survey(File(loss: -Math.Log(1 / (1 + Math.Exp(-0.5 * 0.3)))));

        Assert.Equal(1, report.Trials);
        Assert.Contains(report.Of(MutantFate.Killed), outcome => outcome.Mutant.Change == "the sign is flipped" && outcome.Evidence == "logistic.json, one token each: loss");
        // A completion of one token has its sum for its mean.
        MutantOutcome mean = Assert.Single(report.Of(MutantFate.Survived), outcome => outcome.Mutant.Kind == MutationKind.MeanOrSum);
        Assert.Contains("becomes", mean.Evidence, StringComparison.Ordinal);
        Assert.Contains(mean.Mutant.Change, Assert.Throws<MutantException>(report.ThrowIfAnySurvived).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_case_nothing_dies_and_only_what_differs_survives()
    {
        MutantReport report = new MutantSurvey([], []).Run(ClippedGroup.Describe());

        Assert.Empty(report.Of(MutantFate.Killed));
        // What stands behind the last token is 0 with and without being asked for.
        Assert.Contains(report.Of(MutantFate.Equivalent), outcome => outcome.Mutant is { Stage: "Loss", Kind: MutationKind.Branch });
        Assert.Contains(report.Of(MutantFate.Survived), outcome => outcome.Mutant is { Stage: "Loss", Kind: MutationKind.Clip });
        Assert.Contains(report.Of(MutantFate.Survived), outcome => outcome.Mutant is { Stage: "Advantage", Kind: MutationKind.Variance });
    }

    [Fact]
    public void A_case_that_the_objective_itself_fails_kills_nothing() =>
        Assert.Contains("must pass before its mutants are tried", Assert.Throws<MutantException>(() => Survey(File(loss: 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_page_counts_by_kind_and_lists_only_what_was_not_killed()
    {
        MutantReport report = new MutantSurvey([], []).Run(ClippedGroup.Describe());
        string page = MutantPage.Text([report]);

        Assert.Contains("| clipped-group | ", page, StringComparison.Ordinal);
        Assert.Contains($"{report.Outcomes.Count} mutants: 0 killed, ", page, StringComparison.Ordinal);
        Assert.All(report.Outcomes, outcome => Assert.Contains(outcome.Mutant.Change, page, StringComparison.Ordinal));
    }

    private static MutantReport Survey(GoldenFile file) => new MutantSurvey([file], [_adapter]).Run(Logistic.Describe());

    /// <summary>One pair, a token each, with the log-ratios 0.2 and -0.1; the derivative by the chosen one is -β σ(-β · 0.3).</summary>
    private static GoldenFile File(double loss)
    {
        double gradient = -0.5 / (1 + Math.Exp(0.5 * 0.3));
        return GoldenFile.Parse("logistic.json", string.Create(CultureInfo.InvariantCulture, $$$"""
            {"method": "logistic", "cases": [{
              "name": "one token each", "params": {"beta": 0.5},
              "inputs": {"mask_chosen": [[1]], "mask_rejected": [[1]], "logp_chosen": [[-0.8]], "logp_rejected": [[-1.1]], "ref_logp_chosen": [[-1.0]], "ref_logp_rejected": [[-1.0]]},
              "expected": {"loss": [{{{loss:R}}}], "grad_chosen": [[{{{gradient:R}}}]]}}]}
            """));
    }
}
