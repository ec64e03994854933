using Paragon.Formulas;
using Paragon.Models;

namespace Paragon.Training;

/// <summary>Says before a training whether an objective that reads distributions can be computed some tokens at a time.</summary>
internal static class ChoiceChecks
{
    /// <exception cref="TrainingException">It cannot, or a model is missing; the message says why.</exception>
    internal static void Require(IObjective objective, ObjectiveInputs inputs, IReadOnlyDictionary<string, Transformer> teachers)
    {
        string name = objective.Descriptor.Name;
        foreach (ColumnName column in inputs.Required.Where(column => column.Level == ChoiceLevel.Name).Except(ChoiceLevel.Columns(teachers)))
        {
            throw new TrainingException($"'{name}' reads the logits '{column.Column}' of a model that this training does not have. Give one: --teacher {column.Column}=FOLDER{(column == ChoiceLevel.Reference ? ", or a reference policy" : "")}.");
        }

        if (inputs.Reads(PolicyColumns.Value.Level, PolicyColumns.Value.Column))
        {
            throw new TrainingException($"'{name}' reads distributions over the vocabulary and a value head, which no training gives together.");
        }

        foreach (Stage stage in objective.Stages.Where(stage => stage.Kind is StageKind.Loss or StageKind.Metric))
        {
            Require(objective, stage);
        }
    }

    private static void Require(IObjective objective, Stage stage)
    {
        string which = $"{stage.Kind} '{stage.Name}' of {objective.Descriptor.Name}";
        if (stage.WholeBatchReason is { } reason)
        {
            throw new TrainingException($"{which} needs the whole batch at once: {reason}. With distributions over the vocabulary a batch is computed some completions at a time.");
        }

        GraphBuilder builder = new();
        Node value = Specialization.Of(builder, GraphText.Read(stage.GraphSource, builder), objective.Option);
        BatchForm form = Decomposition.Of(builder, stage.IsOfBatch || value.Domain is null ? value : builder.Reduce(Reduction.Mean, new RootLink(new Domain(stage.Level)), value));
        if (form.Statistics.SelectMany(statistic => Traversal.Sorted(statistic)).OfType<ColumnNode>().FirstOrDefault(column => column.Domain!.Key == ChoiceLevel.Name) is { } read)
        {
            throw new TrainingException($"{which} reads '{read.Name}' of the vocabulary in a sum over the whole batch that must be known first ({read.Source ?? read.Key}). Distributions are computed some completions at a time: let each completion's value depend on its own distributions alone.");
        }
    }
}
