using Paragon.Formulas;
using Facts = Paragon.Formulas.Centring;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>What the analyses prove and refute of a specimen is what its header says.</summary>
public sealed class SpecimenFactsTests
{
    private const double Rounding = 1e-9;

    // A token is the difference of two sums that the largest bounds: no proof finds that, and no input refutes it.
    private static readonly string[] s_unsettled = ["Cards/ImplicitProcessNormalized"];

    // A group's own mean and deviation move with the score: not settled, so nothing is said.
    private static readonly string[] s_undecided = ["Normalisation/GroupStandardScore"];

    private static IEnumerable<(Specimen Specimen, IObjective Objective)> Followed => Specimen.All
        .Where(specimen => specimen.Range is not null && SpecimenObjectives.All.TryGetValue(specimen.Objective, out ObjectiveDescriptor? descriptor) && SpecimenObjectives.Make(descriptor.Name).Stages.Count > 0)
        .Select(specimen => (specimen, SpecimenObjectives.Make(specimen.Objective)));

    [Fact]
    public void The_range_of_a_reward_encloses_all_values_that_its_header_names()
    {
        List<string> wrong = [];
        foreach ((Specimen specimen, IObjective objective) in Followed)
        {
            Interval[] ranges = [.. Rewards(objective).Select(reward => new RangeAnalysis().Of(reward.Graph))];
            (double low, double high) = specimen.Range!.Value;
            if (ranges.Min(range => range.Low) > low + Rounding || ranges.Max(range => range.High) < high - Rounding)
            {
                wrong.Add($"{specimen.Name}: [{ranges.Min(range => range.Low):R}, {ranges.Max(range => range.High):R}] does not enclose {specimen.Header["range"]}.");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_reward_is_proved_bounded_where_its_header_says_so_and_refuted_where_not()
    {
        List<string> wrong = [];
        foreach ((Specimen specimen, IObjective objective) in Followed)
        {
            Verdict[] verdicts = [.. Rewards(objective).Select(reward => Boundedness.Of(reward.Graph, cancellation: TestContext.Current.CancellationToken))];
            bool? found = verdicts.All(verdict => verdict is Verdict.Proved) ? true : verdicts.Any(verdict => verdict is Verdict.Refuted) ? false : null;
            if (found != (s_unsettled.Contains(specimen.Name) ? null : specimen.IsBounded))
            {
                wrong.Add($"{specimen.Name}: {found?.ToString() ?? "unknown"} instead of {specimen.IsBounded}. {string.Join(' ', verdicts.Where(verdict => verdict is not Verdict.Proved))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Centring_is_proved_where_a_header_says_yes_or_later_and_refuted_where_it_says_no()
    {
        List<string> wrong = [];
        foreach ((Specimen specimen, IObjective objective) in Followed)
        {
            Formulas.Stage[] advantages = [.. objective.Stages.Where(stage => stage.Kind == StageKind.Advantage).Select(stage => new Formulas.Stage(stage.Graph, stage.Level, stage.Column))];
            Facts?[] facts = [.. Rewards(objective).Select(reward => Facts.Of(reward.Graph, reward.Column, advantages))];
            Centring found = facts.All(fact => fact is null) ? Centring.NotApplicable
                : facts.Any(fact => fact?.Verdict is Verdict.Refuted) ? Centring.No
                : facts.Any(fact => fact?.By == CentredBy.Advantage) ? Centring.Later
                : Centring.Yes;
            string[] unknown = [.. facts.Select(fact => fact?.Verdict).OfType<Verdict.Unknown>().Select(verdict => verdict.Declaration)];
            if (found != specimen.Centring || unknown.Length > 0)
            {
                wrong.Add($"{specimen.Name}: {found} instead of {specimen.Centring}. {string.Join(' ', unknown)} {string.Join(' ', facts.Select(fact => fact?.Verdict).OfType<Verdict.Refuted>().Select(verdict => verdict.Witness.Text))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Saturation_is_proved_where_a_header_says_yes_and_refuted_where_it_says_no()
    {
        List<string> wrong = [];
        foreach ((Specimen specimen, IObjective objective) in Followed)
        {
            Verdict?[] verdicts = [.. Rewards(objective).Select(reward => Saturation.Of(reward.Graph))];
            bool? found = verdicts.All(verdict => verdict is null) ? null : !verdicts.Any(verdict => verdict is Verdict.Refuted);
            string[] unknown = [.. verdicts.OfType<Verdict.Unknown>().Select(verdict => verdict.Declaration)];
            if (found != specimen.IsSaturating || unknown.Length > 0 != s_undecided.Contains(specimen.Name))
            {
                wrong.Add($"{specimen.Name}: {found} instead of {specimen.IsSaturating}. {string.Join(' ', unknown)} {string.Join(' ', verdicts.OfType<Verdict.Refuted>().Select(verdict => verdict.Witness.Text))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<Stage> Rewards(IObjective objective) => objective.Stages.Where(stage => stage.Kind == StageKind.Reward);
}
