using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Paragon.Training;

/// <summary>What a training is told: objective, data, model, sizes. Everything has a default; without data it is the embedded task.</summary>
public sealed class TrainingSettings
{
    /// <summary>Section of the configuration that holds them.</summary>
    public const string Section = "Paragon:Training";

    private readonly IReadOnlyDictionary<string, string> _values;

    private TrainingSettings(IReadOnlyDictionary<string, string> values) => _values = values;

    /// <summary>Everything that can be set, in the order to show it.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
    [
        TrainingSetting.Text("objective", "NAME", "What is trained with; paragon list shows all. Default: grpo."),
        TrainingSetting.Text("shaping", "NAME,...", "Objectives without a loss, put before the objective in this order: they shape rewards or give advantages (par; length-penalty,minmax; gae). Their options: --par.steepness 2. Default: none."),
        TrainingSetting.Text("data", "FILE", "JSON Lines, plain or gzip. Default: the embedded task, sorting digits."),
        TrainingSetting.Text("tokenizer", "bytes|PATH", "bytes, or a tokenizer.json or its folder. Default: that of the model's folder, else bytes."),
        TrainingSetting.Text("model", "tiny|FOLDER", "tiny (from nothing), or a Hugging Face folder of the Llama or Qwen family. Default: tiny."),
        TrainingSetting.Text("teacher", "COLUMN=FOLDER,...", "Frozen models whose logits formulas read, by their column of the vocabulary (dpo_logit=FOLDER). Default: the model before training for ref_logit."),
        TrainingSetting.Whole("steps", "Steps of the run. Default: 600 for the embedded task, else 100."),
        TrainingSetting.Whole("batch", "Prompts of a rollout, or examples of an update. Default: 32 for the embedded task, else 16."),
        TrainingSetting.Whole("group", "Completions of each prompt. Default: 16 for the embedded task, else 8."),
        TrainingSetting.Number("learning-rate", "Largest learning rate. Default: 1e-3 for a tiny model (2e-4 for preferences), 1e-5 for a folder.", 0, orLeast: false),
        TrainingSetting.Whole("warm-up", "Updates over which the learning rate rises. Default: 10.", 0),
        TrainingSetting.OneOf("schedule", "How the learning rate goes on. Default: cosine.", "constant", "cosine"),
        TrainingSetting.Number("weight-decay", "AdamW's decay of weights. Default: 0.", 0),
        TrainingSetting.Number("gradient-clip", "Largest norm of the gradient. Default: 1.", 0, orLeast: false),
        TrainingSetting.OneOf("backend", "What computes losses and metrics: generated kernels (the CPU only), tensor code with the symbolic derivative, or tensor code with PyTorch's. Default: auto, the kernels on the CPU and the symbolic derivative elsewhere.", "auto", "fused", "analytic", "tensor"),
        TrainingSetting.Whole("micro-batch-tokens", "Most completion tokens computed at one time; the gradient is the same. Default: 65536."),
        TrainingSetting.Whole("epochs", "Uses of each rollout. Default: 1."),
        TrainingSetting.Whole("mini-batches", "Updates that each use is divided into. Default: 1."),
        TrainingSetting.Whole("references", "Completions of the reference policy for each prompt, where formulas compare with them (par). Default: 10."),
        TrainingSetting.Whole("continuations", "Completions from the end of each step by which its value is estimated, where formulas read such values (pav). Default: 8."),
        TrainingSetting.Whole("redraws", "How often prompts whose completions all have one reward are replaced (dynamic sampling). Default: 0.", 0),
        TrainingSetting.Number("temperature", "Temperature of sampling. Default: 1.", 0, orLeast: false),
        TrainingSetting.Whole("max-length", "Most tokens of prompt and completion together; counted where it cuts. Default: 768, or the model's own if less.", 2),
        TrainingSetting.Whole("max-new-tokens", "Most tokens of a completion that is sampled from a prompt of a file. Default: 256."),
        TrainingSetting.Whole("supervised-steps", "Updates on the data's own answers before the objective's. Default: 0.", 0),
        new TrainingSetting("imitation", "learned|X", "Share of imitation of the data's own answers in every step on the policy's completions, in [0, 1], or learned (AMFT). Default: 0.") { Allowed = "'learned' or a number in [0, 1]", Allows = ImitationMix.Allows },
        TrainingSetting.Number("number-credit", "Reward of a wrong final number, where the right one gives 1. Default: 0.", 0, below: 1),
        TrainingSetting.Text("reward-model", "FOLDER", "The second model of objectives that read one, with a value head where they read values; of a shaping that reads scores, what scores. Default: the policy as it is when the objective's steps begin, where the objective trains it."),
        TrainingSetting.Whole("reward-model-steps", "Rollouts before the objective's own from which the reward model alone learns. Default: 0.", 0),
        TrainingSetting.Number("reward-model-learning-rate", "Largest learning rate of a reward model that learns. Default: the policy's.", 0, orLeast: false),
        TrainingSetting.OneOf("sampling", "How often completions with rewards are drawn: all alike; those of positive advantage alike; those in proportion to it (A-LoL). Default: all.", "all", "positive", "priority"),
        TrainingSetting.Text("better-prompt", "TEXT", "What asks the reference for a better answer, before the prompt (T-REG). Default: helpful, correct, coherent, concise."),
        TrainingSetting.Text("worse-prompt", "TEXT", "What asks it for a worse one. Default: the opposite."),
        TrainingSetting.Whole("held-out", "Prompts kept apart to measure the reward before and after. Default: 100 for the embedded task, else 32."),
        TrainingSetting.Whole("seed", "Seed of everything that is random. Default: 1.", 0),
        TrainingSetting.Text("device", "auto|cpu|cuda", "Where tensors live. Default: auto."),
        TrainingSetting.Whole("threads", "Threads of one CPU operation. Default: 1 for the embedded task, whose matrices are too small to share, else the number of cores."),
        TrainingSetting.Text("output", "FOLDER", "Folder of the run. Default: runs/OBJECTIVE-TIME."),
        TrainingSetting.Whole("checkpoint-every", "Steps between two checkpoints. Default: 100."),
    ];

    /// <summary>Name of the objective.</summary>
    public string Objective => this["objective"] ?? "grpo";

    /// <summary>Names of the objectives that are put before it, in order; none by default.</summary>
    public IReadOnlyList<string> Shapings => (this["shaping"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The data file, or null for the embedded task.</summary>
    public string? Data => this["data"];

    /// <summary>The text of a setting, or null where the default stands.</summary>
    /// <param name="key">One of <see cref="All"/>.</param>
    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>The given settings, by key.</summary>
    public IReadOnlyDictionary<string, string> Given => _values;

    /// <summary>A setting as a whole number.</summary>
    public int Whole(string key, int @default) => this[key] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : @default;

    /// <summary>A setting as a number.</summary>
    public double Number(string key, double @default) => this[key] is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : @default;

    /// <summary>These settings with one changed.</summary>
    public TrainingSettings With(string key, string value) => new(new Dictionary<string, string>(_values) { [key] = value });

    /// <summary>Reads <c>Paragon:Training</c> of every source, the later over the earlier.</summary>
    /// <exception cref="OptionsException">Lists every unknown key and every value that is not allowed, with its place.</exception>
    public static TrainingSettings Read(IConfigurationRoot configuration)
    {
        Dictionary<string, string> values = [];
        List<OptionProblem> problems = [];
        foreach (IConfigurationProvider source in configuration.Providers)
        {
            foreach (string key in source.GetChildKeys([], Section).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                Take(source, key, values, problems);
            }
        }

        OptionsException.ThrowIfAny(problems);
        return new TrainingSettings(values);
    }

    private static void Take(IConfigurationProvider source, string key, Dictionary<string, string> values, List<OptionProblem> problems)
    {
        string path = ConfigurationPath.Combine(Section, key);
        if (All.FirstOrDefault(setting => Spelling.Normal(setting.Key) == Spelling.Normal(key)) is not { } known)
        {
            string? near = Spelling.Nearest(key, All.Select(setting => setting.Key));
            problems.Add(new(OptionPlace.Of(source, path), key, $"There is no setting '{key}' of a training. {(near is null ? $"There are {string.Join(", ", All.Select(setting => setting.Key))}." : $"Did you mean '{near}'?")}"));
        }
        else if (source.TryGet(path, out string? text) && text is not null && known.Allows(text))
        {
            values[known.Key] = text;
        }
        else
        {
            problems.Add(new(OptionPlace.Of(source, path), key, $"'{key}' is '{text ?? "null or a section"}'; it must be {known.Allowed}."));
        }
    }
}
