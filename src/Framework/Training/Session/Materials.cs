using Paragon.Data;
using Paragon.Models;
using Paragon.Tokenizers;
using TorchSharp;

namespace Paragon.Training;

/// <summary>Tokenizer and model of a training, by its settings.</summary>
internal static class Materials
{
    private const int DefaultLength = 768;

    internal static bool IsTiny(TrainingSettings settings) => (settings["model"] ?? "tiny") == "tiny";

    internal static ITokenizer Tokenizer(TrainingSettings settings)
    {
        if (settings.Data is null)
        {
            return settings["tokenizer"] is null ? SortDigits.Tokenizer
                : throw new TrainingException("The embedded task has a tokenizer of its own; give --tokenizer together with --data.");
        }

        string? folder = IsTiny(settings) ? null : settings["model"];
        string? chosen = settings["tokenizer"] ?? (folder is not null && File.Exists(Path.Combine(folder, "tokenizer.json")) ? folder : null);
        return chosen is null or "bytes" ? new ByteTokenizer() : HuggingFaceTokenizer.Load(chosen);
    }

    /// <summary>The model before training.</summary>
    internal static Transformer Model(TrainingSettings settings, ITokenizer tokenizer, Seeds seeds, torch.Device device)
    {
        if (!IsTiny(settings))
        {
            Transformer loaded = PretrainedModel.Load(settings["model"]!, device);
            return loaded.Config.VocabularySize >= tokenizer.VocabularySize ? loaded
                : throw new TrainingException($"The tokenizer has {tokenizer.VocabularySize} ids, but the model '{settings["model"]}' only {loaded.Config.VocabularySize}. Give the tokenizer that belongs to the model: --tokenizer FOLDER.");
        }

        bool isTask = settings.Data is null;
        int width = isTask ? 64 : 128;
        return Transformer.Create(
            new TransformerConfig
            {
                VocabularySize = tokenizer.VocabularySize,
                HiddenSize = width,
                IntermediateSize = 2 * width,
                LayerCount = 2,
                HeadCount = 4,
                MaximumLength = isTask ? 64 : settings.Whole("max-length", DefaultLength),
                BeginningOfText = tokenizer.BeginningOfText,
                EndOfText = [tokenizer.EndOfText],
                // Wide enough that a policy from nothing prefers some tokens to others and finds rewards to tell apart.
                InitializerRange = 0.08,
            },
            seeds.For("model"),
            device);
    }

    /// <summary>The frozen models whose logits formulas read, by their column.</summary>
    internal static Dictionary<string, Transformer> Teachers(TrainingSettings settings, Transformer policy)
    {
        Dictionary<string, Transformer> teachers = [];
        foreach (string teacher in (settings["teacher"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            (string column, string folder) = teacher.Split('=', 2) is [string name, string path] ? (name, path)
                : throw new TrainingException($"The teacher '{teacher}' is not COLUMN=FOLDER, for example dpo_logit=runs/dpo/policy.");
            Transformer model = PretrainedModel.Load(folder, policy.Device, policy.DataType);
            teachers.Add(column, model);
            if (model.Config.VocabularySize != policy.Config.VocabularySize)
            {
                throw new TrainingException($"The teacher '{folder}' has a vocabulary of {model.Config.VocabularySize} entries and the policy one of {policy.Config.VocabularySize}; distributions can be compared over one vocabulary only.");
            }
        }

        return teachers;
    }

    internal static int MaximumLength(TrainingSettings settings, Transformer model) =>
        Math.Min(settings.Whole("max-length", DefaultLength), model.Config.MaximumLength);

    internal static TrainerOptions Trainer(TrainingSettings settings, TrainingKind kind) => new()
    {
        LearningRate = settings.Number("learning-rate", !IsTiny(settings) ? 1e-5 : kind is TrainingKind.Pairs or TrainingKind.Judgements ? 2e-4 : 1e-3),
        WarmUpSteps = settings.Whole("warm-up", 10),
        Decay = settings["schedule"] == "constant" ? LearningRateDecay.Constant : LearningRateDecay.Cosine,
        WeightDecay = settings.Number("weight-decay", 0),
        GradientClip = settings.Number("gradient-clip", 1),
        MicroBatchTokens = settings.Whole("micro-batch-tokens", 1 << 16),
        Backend = Enum.Parse<LossBackend>(settings["backend"] ?? "auto", ignoreCase: true),
        Temperature = settings.Number("temperature", 1),
    };

    internal static OnPolicyOptions OnPolicy(TrainingSettings settings) => new()
    {
        Steps = Steps(settings),
        Prompts = settings.Whole("batch", settings.Data is null ? EmbeddedTask.Prompts : 16),
        GroupSize = settings.Whole("group", settings.Data is null ? EmbeddedTask.GroupSize : 8),
        MaximumNewTokens = settings.Data is null ? EmbeddedTask.Digits + 3 : settings.Whole("max-new-tokens", 256),
        Epochs = settings.Whole("epochs", 1),
        MiniBatches = settings.Whole("mini-batches", 1),
        Continuations = settings.Whole("continuations", 8),
        References = settings.Whole("references", 10),
        Redraws = settings.Whole("redraws", 0),
        RewardModelSteps = settings.Whole("reward-model-steps", 0),
    };

    internal static OfflineOptions Offline(TrainingSettings settings, int steps) => new() { Steps = steps, BatchSize = settings.Whole("batch", 16) };

    internal static int Steps(TrainingSettings settings) => settings.Whole("steps", settings.Data is null ? EmbeddedTask.Steps : 100);
}
