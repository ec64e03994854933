using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>A sum over the steps of a completion that is a term of a reward: a step more changes the reward by its value.</summary>
/// <param name="Node">The sum.</param>
/// <param name="Step">Value of one step.</param>
/// <param name="IsSubtracted">Whether it is subtracted.</param>
/// <param name="Factor">Product of what the sum is multiplied by, as nodes.</param>
/// <param name="IsGated">Whether a condition on the completion stands before it.</param>
internal sealed record StepSum(ReduceNode Node, Node Step, bool IsSubtracted, IReadOnlyList<Node> Factor, bool IsGated)
{
    // Members of an ensemble, reference answers and pairs are no steps: their number is the experimenter's, not the policy's.
    private static readonly string[] NoSteps = ["judge", "reference", "pair", "choice", "completion", "example"];

    /// <summary>Whether a step's value looks at its neighbours, as the difference of successive values does.</summary>
    public bool LooksAround => Traversal.Sorted(Step).Any(node => node is GatherNode { Link: NeighbourLink } or ScanNode);

    /// <summary>The sums over steps among the terms of a reward.</summary>
    public static IEnumerable<StepSum> Of(Node reward) =>
        SignedTerm.Of(reward).SelectMany(term => Under(term.Value, term.IsSubtracted, [], false));

    private static IEnumerable<StepSum> Under(Node node, bool isSubtracted, IReadOnlyList<Node> factor, bool isGated) => node switch
    {
        ReduceNode { Reduction: Reduction.Sum } sum when sum.Link.To.Key == "completion" && !NoSteps.Contains(sum.Link.From.Key) && !sum.Value.IsBoolean
            && sum.Value is not ConstantNode => [new StepSum(sum, sum.Value, isSubtracted, factor, isGated)],
        OperationNode { Operation.Name: "multiply" } product => Under(product.Arguments[0], isSubtracted, [.. factor, product.Arguments[1]], isGated)
            .Concat(Under(product.Arguments[1], isSubtracted, [.. factor, product.Arguments[0]], isGated)),
        OperationNode { Operation.Name: "select" } choice => Under(choice.Arguments[1], isSubtracted, factor, true).Concat(Under(choice.Arguments[2], isSubtracted, factor, true)),
        OperationNode { Operation.Name: "add" or "subtract" or "negate" } or GatherNode { Link.Optional: false } =>
            SignedTerm.Of(node).SelectMany(term => Under(term.Value, term.IsSubtracted != isSubtracted, factor, isGated)),
        _ => [],
    };

    /// <summary>
    /// A sample in which a step is worth something: the value of one and what the reward gains by it, or null where none
    /// was found.
    /// </summary>
    public (double Step, double Gain, string Inputs)? Worth()
    {
        SampleBatches batches = new([Step, .. Factor]);
        SampleSettings settings = new() { IsSingleton = true, LargestMagnitude = 2 };
        for (int seed = 0; seed < 60; seed++)
        {
            Sample sample = batches.Next(seed, settings);
            double step = sample.Evaluate(Step)[0];
            double gain = Factor.Aggregate(IsSubtracted ? -step : step, (product, factor) => product * sample.Evaluate(factor)[0]);
            if (gain is > 1e-3 and < double.PositiveInfinity)
            {
                return (step, gain, Inputs(sample));
            }
        }

        return null;
    }

    private string Inputs(Sample sample) => string.Join(", ", Traversal.Sorted([Step, .. Factor]).Select(node => node switch
    {
        ColumnNode column when sample.Batch.Column(column.Domain!.Key, column.Name) is { Count: > 0 } values => $"{column.Label ?? column.Name} = {Numbers.Text(values[0])}",
        OptionNode option => $"{option.Name} = {Numbers.Text(sample.Options[option.Name])}",
        _ => null,
    }).OfType<string>().Distinct());
}
