using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR009: a length penalty that a wrong answer escapes by being short.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UngatedLength() : RewardRule(Definition)
{
    private static readonly double[] Lengths = [1, 2, 5, 10, 30, 100, 300, 1000, 3000, 10000];

    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR009", "A length penalty is not gated on correctness",
        "'{0}' pays for brevity whether or not the answer is right: with {1}, an answer of 1 token gets {2} and one of {3} tokens gets {4}. Give it only where the answer is right, or leave lengths inside the budget alone.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        IReadOnlyList<SignedTerm> terms = SignedTerm.Of(reward.Value);
        foreach (SignedTerm term in terms.Where(term => LengthOf(term) is not null && terms.Any(other => other != term && other.Reads(IsJudgement))))
        {
            if (Falls(reward, term, LengthOf(term)!) is { } seen)
            {
                yield return Finding.OfNode(reward, term.Value, seen);
            }
        }
    }

    /// <summary>The count of tokens that a term is a function of, with options alone beside it; null where it reads anything else.</summary>
    private static CountNode? LengthOf(SignedTerm term)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(term.Value);
        CountNode[] counts = [.. nodes.OfType<CountNode>()];
        return counts.Length == 1 && counts[0].Link.From.Key == "token" && counts[0].Link.To.Key == "completion"
            && nodes.All(node => node is CountNode or ConstantNode or OptionNode or OperationNode) ? counts[0] : null;
    }

    private static bool IsJudgement(ColumnNode column) => column.IsLearned || column.IsBoolean || !double.IsInfinity(column.Range.High - column.Range.Low);

    /// <summary>What is seen of a term that falls from the first token on, for all options under which it changes at all.</summary>
    private static string[]? Falls(StageGraph stage, SignedTerm term, CountNode count)
    {
        GraphBuilder b = stage.Builder;
        Node length = b.Column(count.Domain!, "number of tokens");
        Node curve = Rewriting.Replace(b, term.Value, (node, _) => node == count ? length : null);
        SampleBatches batches = new(curve);
        string[]? seen = null;
        for (int seed = 0; seed < 40; seed++)
        {
            Sample sample = batches.Next(seed, new SampleSettings { IsSingleton = true });
            double[] values = [.. Lengths.Select(tokens => (term.IsSubtracted ? -1 : 1) * (sample with { Batch = sample.Batch.With(count.Domain!.Key, "number of tokens", tokens) }).Evaluate(curve)[0])];
            if (values.Distinct().Count() == 1)
            {
                continue;
            }

            if (!(values[0] > values[1]) || values.Zip(values.Skip(1), (shorter, longer) => longer > shorter).Any(rises => rises))
            {
                return null;
            }

            int last = Array.FindIndex(values, value => value == values[values.Length - 1]);
            seen ??= [Options(sample), Numbers.Text(values[0]), Numbers.Text(Lengths[last]), Numbers.Text(values[last])];
        }

        return seen;
    }

    private static string Options(Sample sample) =>
        sample.Options.Count == 0 ? "any options" : string.Join(", ", sample.Options.Select(option => $"{option.Key} = {Numbers.Text(option.Value)}"));
}
