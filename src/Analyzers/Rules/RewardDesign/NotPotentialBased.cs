using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>
/// PAR011: a reward of a step that compares it with its neighbour, as shaping by a potential does, but whose sum depends on
/// what lies between the ends, so that it changes which policy is best.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotPotentialBased() : ObjectiveRule(Definition)
{
    private const int Tries = 60;

    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR011", "Shaping that is not potential-based changes the optimal policy",
        "'{0}' compares a step with its neighbour, but does not cancel along the way: changing '{1}' of step {2} of {3} from {4} to {5} changes the {6} from {7} to {8}. Write discount * next - own, unclipped, with the discount of the return.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> Examine(ObjectiveGraphs objective, CancellationToken cancellation)
    {
        foreach (StageGraph stage in objective.Rewards.Where(stage => stage.Undeclared.Count == 0))
        {
            foreach (ColumnNode potential in Potentials(stage))
            {
                cancellation.ThrowIfCancellationRequested();
                Finding?[] refuted = [.. Rates(objective, stage).Select(rate => Refute(stage, potential, rate))];
                if (refuted.All(found => found is not null))
                {
                    yield return refuted[0]!;
                    break;
                }
            }
        }
    }

    /// <summary>Columns that a formula reads at a step and at its neighbour.</summary>
    private static IEnumerable<ColumnNode> Potentials(StageGraph stage)
    {
        HashSet<Node> beside = [.. stage.Nodes.OfType<GatherNode>().Where(gather => gather.Link is NeighbourLink && gather.Domain!.Equals(stage.Level)).SelectMany(gather => Traversal.Sorted(gather.Value))];
        return stage.Nodes.OfType<ColumnNode>().Where(column => !column.IsBoolean && column.Domain!.Equals(stage.Level) && beside.Contains(column) && IsReadHere(stage.Value, column));
    }

    private static bool IsReadHere(Node node, ColumnNode column) =>
        node == column || (node is not GatherNode { Link: NeighbourLink } && node.Arguments.Any(argument => IsReadHere(argument, column)));

    /// <summary>The discounts that the shaping may be meant for: the objective's own, or any that the formula reads, and none.</summary>
    private static IReadOnlyList<Node?> Rates(ObjectiveGraphs objective, StageGraph stage)
    {
        Node[] own = [.. objective.Of(StageKind.Advantage).SelectMany(advantage => advantage.Nodes).OfType<ScanNode>().Where(scan => scan.Scan == Scan.Sum).Select(scan => scan.Rate)
            .Where(rate => rate is OptionNode or ConstantNode)];
        return own.Length > 0 ? [own[0]] : [null, .. stage.Nodes.OfType<OptionNode>().Where(option => option.Range.Low >= 0 && option.Range.High <= 1)];
    }

    private static Finding? Refute(StageGraph stage, ColumnNode potential, Node? rate)
    {
        // A rate of another formula that this one does not read is asked for beside it.
        Node? own = rate switch { OptionNode option => stage.Builder.Option(option.Name, false, option.Range), ConstantNode constant => stage.Builder.Number(constant.Value), _ => null };
        SampleBatches batches = new(own is null ? [stage.Value] : [stage.Value, own]);
        SampleSettings settings = new() { LargestFamily = 5, LargestMagnitude = 4 };
        string level = stage.Level.Key;
        for (int seed = 0; seed < Tries; seed++)
        {
            Sample sample = batches.Next(seed, settings);
            if (sample.Batch.Column(level, potential.Name) is not { } values || Middle(stage, sample) is not { } middle)
            {
                continue;
            }

            double changed = values[middle.Row] + (potential.Range.Contains(values[middle.Row] + 0.5) ? 0.5 : -0.5);
            if (!potential.Range.Contains(changed))
            {
                continue;
            }

            double discount = own is null ? 1 : sample.Evaluate(own)[0];
            double before = Return(stage, sample, middle, discount);
            double after = Return(stage, sample with { Batch = sample.Batch.Map(level, potential.Name, (row, value) => row == middle.Row ? changed : value) }, middle, discount);
            if (Math.Abs(after - before) > 1e-6 * (1 + Math.Abs(before)))
            {
                string what = own is null ? "sum of the rewards" : $"return with discount {Numbers.Text(discount)}";
                return Finding.OfStage(
                    stage, potential.Label ?? potential.Name, (middle.Row - middle.First + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    (middle.Last - middle.First + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), Numbers.Text(values[middle.Row]), Numbers.Text(changed), what, Numbers.Text(before), Numbers.Text(after));
            }
        }

        return null;
    }

    private static double Return(StageGraph stage, Sample sample, (int First, int Row, int Last) family, double discount)
    {
        double[] rewards = sample.Evaluate(stage.Value);
        double total = 0;
        for (int row = family.Last; row >= family.First; row--)
        {
            total = rewards[row] + (discount * total);
        }

        return total;
    }

    /// <summary>A step with two or more steps after it and one before it, with the ends of its family.</summary>
    private static (int First, int Row, int Last)? Middle(StageGraph stage, Sample sample)
    {
        NeighbourLink link = stage.Nodes.OfType<GatherNode>().Select(gather => gather.Link).OfType<NeighbourLink>().First(neighbour => neighbour.Level.Equals(stage.Level));
        int[] next = new LinkTable(sample.Batch).Targets(new NeighbourLink(link.Level, link.Parent, 1));
        for (int first = 0; first < next.Length; first++)
        {
            if (first > 0 && next[first - 1] == first)
            {
                continue;
            }

            int last = first;
            while (next[last] >= 0)
            {
                last = next[last];
            }

            if (last - first >= 3)
            {
                return (first, first + 1, last);
            }
        }

        return null;
    }
}
