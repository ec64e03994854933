namespace Paragon.Formulas;

/// <summary>One step of a kernel.</summary>
public abstract record Step;

/// <summary>A loop over the elements of a level that ends in reductions and in values that later steps read.</summary>
/// <param name="Domain">The level.</param>
/// <param name="Families">Link to the parent by which the loop is nested, where something reads or writes the parent; null for a plain loop.</param>
/// <param name="Reductions">Reductions that the loop makes.</param>
/// <param name="Stored">Values that the loop leaves in memory for later steps.</param>
/// <param name="Results">Results of the kernel that the loop writes.</param>
public sealed record LoopStep(Domain Domain, Link? Families, IReadOnlyList<ReduceNode> Reductions, IReadOnlyList<Node> Stored, IReadOnlyList<FusedRoot> Results) : Step;

/// <summary>A running sum, an order or a median, made by one call on values in memory.</summary>
/// <param name="Node">The value.</param>
public sealed record FamilyStep(Node Node) : Step;

/// <summary>How a kernel runs: its steps, in order.</summary>
/// <param name="Graph">What it computes.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Wide">Levels whose elements are the many: their columns may be float32, all others are float64.</param>
public sealed record Schedule(FusedGraph Graph, IReadOnlyList<Step> Steps, IReadOnlyCollection<string> Wide)
{
    /// <summary>Number of loops over wide levels: passes over memory.</summary>
    public int Passes => Steps.OfType<LoopStep>().Count(step => Wide.Contains(step.Domain.Key));
}
