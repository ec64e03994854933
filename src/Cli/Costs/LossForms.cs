using CsCheck;
using Paragon.Formulas;
using Paragon.Testing;
using Paragon.Training;

namespace Paragon.Cli.Costs;

/// <summary>The losses of an objective in the forms that the generator writes code from, and what of it runs for the objective's options.</summary>
/// <param name="Stages">The values of each loss, as the tensor code computes them one loss after another.</param>
/// <param name="Analytic">The values of the sum and its derivatives, as the analytic code computes them together; null where one has no derivative.</param>
/// <param name="Kernels">The loops of losses, metrics and derivatives; null for the same reason.</param>
/// <param name="Runs">Whether the options need what a guard stands before.</param>
internal sealed record LossForms(IReadOnlyList<IReadOnlyCollection<Node>> Stages, IReadOnlyCollection<Node>? Analytic, Schedule? Kernels, Func<Guard, bool> Runs)
{
    /// <summary>The forms of an objective.</summary>
    public static LossForms Of(IObjective objective)
    {
        GraphBuilder builder = new();
        FusedStage[] stages = [.. objective.Stages.Where(stage => stage.Kind is StageKind.Loss or StageKind.Metric)
            .Select(stage => new FusedStage(stage.Name, new Domain(stage.Level), GraphText.Read(stage.GraphSource, builder), stage.Kind == StageKind.Loss))];
        FusedStage[] losses = [.. stages.Where(stage => stage.IsLoss)];
        LossForms forms = new([.. losses.Select(stage => OptionChoices.Taken(objective, stage.Value))], null, null, Holds);
        try
        {
            AnalyticLoss analytic = AnalyticLoss.Of(losses);
            return forms with
            {
                Analytic = [.. analytic.Gradient.Select(one => one.Slope).Append(analytic.Value).SelectMany(result => OptionChoices.Taken(objective, result)).Distinct()],
                Kernels = Scheduler.Of(FusedLosses.Of(stages).Graph, Parents(objective)),
            };
        }
        catch (DifferentiationException)
        {
            return forms;
        }

        bool Holds(Guard guard)
        {
            Evaluator options = new(new PackedBatchData(new PackedBatchBuilder().Build()), name => name switch
            {
                FusedGraph.WantsGradient => 1,
                FusedGraph.WantsEach => 0,
                _ => objective.Option(name),
            });

            // The batch is taken to have all columns.
            return guard.Cases.Any(conditions => conditions.All(condition => (OptionalColumns.AskedFor(condition.Key) is not null || options.Evaluate(condition.Key)[0] != 0) == condition.Value));
        }
    }

    /// <summary>Keys of the links to parents: those of the framework's own levels, and those that a batch of the objective has.</summary>
    private static HashSet<string> Parents(IObjective objective) =>
        [.. KnownLevels.Parents.Where(level => level.Value is not null).Select(level => $"{level.Key}.{level.Value}>{level.Value}"),
            .. BatchGenerator.For(objective).Generate(new PCG(1, 1), null, out _).Levels.Values.Where(level => level.Parent is not null)
                .Select(level => level.Links[level.Parent!]).Select(link => $"{link.From}.{link.Name}>{link.To}")];
}
