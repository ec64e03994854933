namespace Paragon.Training;

/// <summary>Says before a training on what others wrote whether it can give what formulas read.</summary>
internal static class OfflineInputs
{
    private static readonly ColumnName[] OfPolicy = [PolicyColumns.LogProb, PolicyColumns.Entropy, PolicyColumns.SumSquaredProbability];

    private static readonly ColumnName[] OfOthers = [new("token", "ref_logp"), ContrastPrompts.Better, ContrastPrompts.Worse, RewardModel.LogProb, RewardModel.Value];

    /// <param name="objective">The objective.</param>
    /// <param name="shape">What batches of its examples hold. Models of the vocabulary are the trainer's affair.</param>
    /// <exception cref="TrainingException">A level, column or link is read that is not made; the message names it.</exception>
    internal static void Require(IObjective objective, IBatchShape shape)
    {
        ObjectiveInputs inputs = ObjectiveInputs.Of(objective);
        IEnumerable<ColumnName> ofChoices = inputs.Required.Where(column => column.Level == ChoiceLevel.Name);
        inputs.RequireOnly(objective, shape.Name, [.. shape.Levels, ChoiceLevel.Name], [.. shape.Columns, .. OfOthers, .. OfPolicy, .. ofChoices]);
        inputs.RequireLinks(objective, shape.Name, [.. shape.Links, ChoiceLevel.Taken]);
        ObjectiveInputs.OfPreparation(objective).RequireOnly(objective, $"{shape.Name}, for rewards and advantages,", shape.Levels, [.. shape.Columns, .. OfOthers]);
    }
}
