using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>A formula with one thing wrong.</summary>
/// <param name="Stage">Name of the method.</param>
/// <param name="Kind">What kind of thing is wrong.</param>
/// <param name="Change">What was changed, as a sentence.</param>
/// <param name="GraphSource">Text of the wrong graph.</param>
public sealed record Mutant(string Stage, MutationKind Kind, string Change, string GraphSource)
{
    /// <summary>The wrong formula as people read it.</summary>
    public PrintedGraph Formula => GraphPrinter.Print(GraphText.Read(GraphSource, new GraphBuilder()));

    /// <summary>The objective with the wrong graph in the place of the right one. Only <see cref="GraphBackend"/> sees the difference.</summary>
    public IObjective Of(IObjective objective) => new Mutated(objective, this);

    /// <summary>The objective that a mutant was made of; the objective itself where it is none.</summary>
    internal static IObjective Original(IObjective objective) => objective is Mutated mutated ? mutated.Inner : objective;

    private sealed class Mutated(IObjective objective, Mutant mutant) : IObjective
    {
        public IObjective Inner => objective;

        public ObjectiveDescriptor Descriptor => objective.Descriptor;

        public IReadOnlyList<Stage> Stages { get; } = [.. objective.Stages.Select(stage => stage.Name == mutant.Stage ? With(stage, mutant.GraphSource) : stage)];

        public double Option(string name) => objective.Option(name);

        private static Stage With(Stage stage, string graph) => new()
        {
            Kind = stage.Kind,
            Name = stage.Name,
            Level = stage.Level,
            Column = stage.Column,
            Source = stage.Source,
            GraphSource = graph,
            WholeBatchReason = stage.WholeBatchReason,
            Scalar = (_, _, _) => throw new NotSupportedException("A mutant has a graph only: use GraphBackend."),
            Each = (_, _, _) => throw new NotSupportedException("A mutant has a graph only: use GraphBackend."),
        };
    }
}
