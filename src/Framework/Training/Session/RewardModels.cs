using Paragon.Models;

namespace Paragon.Training;

/// <summary>The reward model of a training, by its settings.</summary>
internal static class RewardModels
{
    /// <summary>Whether an objective reads a reward model or trains one.</summary>
    internal static bool IsRead(IObjective objective, ObjectiveInputs inputs) =>
        objective is ITrainsRewardModel || RewardModel.IsReadBy(inputs);

    /// <summary>The reward model, or null where the objective reads none.</summary>
    /// <exception cref="TrainingException">A folder is given that nothing reads, none is given that is needed, or the model does not fit the tokenizer.</exception>
    internal static RewardModel? Of(ShapingChain chain, TrainingSettings settings, Policy policy, TrainingKind kind, Seeds seeds)
    {
        (IObjective objective, ObjectiveInputs inputs) = (chain.Objective, chain.Inputs);
        string name = objective is ITrainsRewardModel ? objective.Descriptor.Name : chain.First(RewardModel.IsReadBy).Descriptor.Name;
        string? folder = settings["reward-model"];
        bool scores = folder is not null && kind == TrainingKind.OnPolicy && ScoreColumns.AreRead(inputs);
        if (!IsRead(objective, inputs) && !scores)
        {
            return folder is null ? null : throw new TrainingException($"'{name}' reads no reward model with these options. Leave --reward-model out.");
        }

        ITrainsRewardModel? learner = kind == TrainingKind.OnPolicy ? objective as ITrainsRewardModel : null;
        OnPolicyOptions options = Materials.OnPolicy(settings);
        if (folder is null && (learner is null || (!learner.LearnsBesidePolicy && options.RewardModelSteps == 0)))
        {
            throw new TrainingException($"'{name}' reads a reward model{(learner is null ? "" : " that is trained before the policy")}. Give one: --reward-model FOLDER{(learner is null ? "" : ", or steps in which it learns from the policy's rollouts: --reward-model-steps NUMBER")}.");
        }

        Transformer model = folder is null ? policy.Model.Clone(requiresGrad: true) : PretrainedModel.Load(folder, policy.Model.Device, policy.Model.DataType);
        if (model.Config.VocabularySize != policy.Model.Config.VocabularySize)
        {
            throw new TrainingException($"The reward model '{folder}' has a vocabulary of {model.Config.VocabularySize} ids and the policy one of {policy.Model.Config.VocabularySize}: they must read the same tokens.");
        }

        Policy whole = WithHead(model, folder, ReadsValue(inputs), learner, seeds);
        if (scores && learner is null && whole.ValueHead is null)
        {
            throw new TrainingException($"Scores are what a reward model's head says, and '{folder}' has none (value_head.safetensors). Give the folder of one that was trained with a head, or leave --reward-model out: the reward function's values are the scores then.");
        }

        TrainerOptions trainer = Materials.Trainer(settings, kind);
        return learner is null ? new RewardModel(whole) : new RewardModel(
            whole, learner, trainer with { LearningRate = settings.Number("reward-model-learning-rate", trainer.LearningRate) }, options.RewardModelSteps + (learner.LearnsBesidePolicy ? options.Steps : 0));
    }

    /// <summary>The model with the head of its folder, or a fresh one where it learns and values are read.</summary>
    private static Policy WithHead(Transformer model, string? folder, bool readsValue, ITrainsRewardModel? learner, Seeds seeds)
    {
        bool isStored = folder is not null && Checkpoint.HasValueHead(folder);
        bool isFresh = !isStored && learner is not null && (readsValue || ObjectiveInputs.Of(learner.RewardModelObjective).Reads("token", "value"));
        ValueHead? head = isStored || isFresh ? new ValueHead(model.Config.HiddenSize, seeds.For("reward head"), model.Device, model.DataType) : null;
        if (isStored)
        {
            Checkpoint.LoadValueHead(folder!, head!);
        }

        return new Policy(model, head);
    }

    private static bool ReadsValue(ObjectiveInputs inputs) => inputs.Reads(RewardModel.Value.Level, RewardModel.Value.Column);
}
