using System.Globalization;
using Paragon.Data;
using Paragon.Models;
using Paragon.Tokenizers;
using TorchSharp;

namespace Paragon.Training;

/// <summary>One training from its settings to its outcome: makes model, data and loop, runs them, and measures before and after.</summary>
public sealed class TrainingSession : IDisposable
{
    private readonly TrainingRequest _request;
    private readonly ShapingChain _chain;
    private readonly IObjective? _imitation;
    private readonly string _folder;
    private readonly ITrainingView _view;
    private readonly TrainingKind _kind;
    private readonly Seeds _seeds;
    private readonly ITokenizer _tokenizer;
    private readonly Policy _policy;
    private readonly SequenceEncoder _encoder;
    private readonly DataFile? _file;
    private readonly List<IDisposable> _owned = [];
    private readonly HashSet<string> _notes = [];
    private readonly Dictionary<string, Transformer> _teachers;
    private Transformer? _reference;
    private int _steps;
    private int _stepsOfEqualRewards;

    private TrainingSession(TrainingRequest request, IObjective? imitation, string folder, ITrainingView view)
    {
        (_request, _imitation, _folder, _view) = (request, imitation, folder, view);
        TrainingSettings settings = request.Settings;
        Trainer.RequireLoss(request.Objective);
        _file = settings.Data is null ? null : new DataFile(settings.Data, new DataOptions { Chat = ChatFormat.Dialogue });
        _kind = TrainingKinds.Of(request.Objective, _file?.Kind);
        if (settings.Data is null && _kind != TrainingKind.OnPolicy)
        {
            OfflineInputs.Require(request.Objective, WrittenData.Shape(_kind));
            throw new TrainingException($"'{Name}' learns from {WrittenData.Of(_kind).Needed}, and the embedded task has none. Give it a file, --data FILE.jsonl, with the columns {WrittenData.Of(_kind).Columns}.");
        }

        RequireRead("shaping", _kind == TrainingKind.OnPolicy, $"shapes rewards of completions that the policy samples, and '{Name}' learns from what others wrote");
        _chain = new ShapingChain(request.Objective, [.. request.Shapings.Select(shaping => shaping.Objective)]);
        RequireRead("references", ScoreColumns.ReadReferences(_chain.Inputs), "is for formulas that compare with completions of the reference policy, and none here does");
        RequireRead("sampling", _kind == TrainingKind.Scored, $"draws completions by advantage, and '{Name}' reads no rewards of these data");
        RequireRead("better-prompt", ContrastPrompts.AreReadBy(ObjectiveInputs.Of(request.Objective)), $"is for objectives that ask the reference twice, and '{Name}' does not");
        RequireRead("worse-prompt", ContrastPrompts.AreReadBy(ObjectiveInputs.Of(request.Objective)), $"is for objectives that ask the reference twice, and '{Name}' does not");
        torch.Device device = TorchRuntime.Initialize(settings["device"] ?? "auto", settings["threads"] is null && settings.Data is not null ? null : settings.Whole("threads", 1));
        _seeds = new Seeds((ulong)settings.Whole("seed", 1));
        _tokenizer = Materials.Tokenizer(settings);
        _policy = Policy.For(Materials.Model(settings, _tokenizer, _seeds, device), _chain.Inputs, _seeds);
        _encoder = new SequenceEncoder(_tokenizer, Materials.MaximumLength(settings, _policy.Model));
        _teachers = Materials.Teachers(settings, _policy.Model);
    }

    private string Name => _request.Objective.Descriptor.Name;

    private void RequireRead(string setting, bool isRead, string why)
    {
        if (Settings[setting] is not null && !isRead)
        {
            throw new TrainingException($"--{setting} {why}. Leave it out.");
        }
    }

    private TrainingSettings Settings => _request.Settings;

    /// <summary>Starts a training in a new folder.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="imitation">The objective of supervised steps (<c>sft</c>), where they are asked for.</param>
    /// <param name="view">Where it shows how it goes.</param>
    /// <exception cref="TrainingException">The folder holds a run already, or the settings do not fit together.</exception>
    public static TrainingSession Start(TrainingRequest request, IObjective? imitation, ITrainingView view)
    {
        string folder = request.Settings["output"] ?? Path.Combine("runs", $"{request.Objective.Descriptor.Name}-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        if (File.Exists(Path.Combine(folder, RunFile.Name)))
        {
            throw new TrainingException($"'{folder}' holds a run already. Go on with it (--resume {folder}), or choose another --output.");
        }

        return new TrainingSession(request, imitation, folder, view);
    }

    /// <summary>Takes up a training that was stopped, from its last checkpoint.</summary>
    /// <param name="catalogue">The objectives that are known.</param>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="imitation">The objective of supervised steps, where they are asked for.</param>
    /// <param name="view">Where it shows how it goes.</param>
    /// <exception cref="TrainingException">The folder holds no run.</exception>
    public static TrainingSession Resume(ObjectiveCatalogue catalogue, string folder, IObjective? imitation, ITrainingView view)
    {
        string file = Path.Combine(folder, RunFile.Name);
        return File.Exists(file)
            ? new TrainingSession(TrainingRequest.ReadFile(catalogue, file), imitation, folder, view)
            : throw new TrainingException($"'{folder}' holds no run: there is no {RunFile.Name} in it. Give the folder that a training named at its start.");
    }

    /// <summary>Trains.</summary>
    /// <param name="cancellation">Stops between two steps and saves.</param>
    /// <exception cref="TrainingException">A step failed; the last checkpoint stands.</exception>
    public TrainingOutcome Run(CancellationToken cancellation)
    {
        Announce();
        return _kind switch
        {
            TrainingKind.OnPolicy => OnPolicy(cancellation),
            TrainingKind.Pairs => Offline(Compared(), new PairLayout(ObjectiveInputs.Of(_request.Objective).Reads(PairLayout.InPhrase.Level, PairLayout.InPhrase.Column)), cancellation),
            TrainingKind.Scored => Offline(Scored(), ScoredData.Layout(_request.Objective), cancellation),
            TrainingKind.Judgements => Offline(
                Judged(), new JudgementLayout(ObjectiveInputs.Of(_request.Objective).Links.Any(link => link.Name == "mismatched"), Materials.MaximumLength(Settings, _policy.Model)), cancellation),
            _ => Offline(Demonstrated(), new DemonstrationLayout(), cancellation),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
        {
            owned.Dispose();
        }

        foreach (Transformer teacher in _teachers.Values)
        {
            teacher.Dispose();
        }

        _reference?.Dispose();
        _policy.Dispose();
    }

    private TrainingOutcome OnPolicy(CancellationToken cancellation)
    {
        OnPolicyOptions options = Materials.OnPolicy(Settings);
        (IExampleSource<Prompt> prompts, IRewardFunction reward, IReadOnlyList<Prompt> apart) = Prompts(options.MaximumNewTokens);
        HeldOut heldOut = new(apart, reward, _tokenizer, options.MaximumNewTokens);
        List<Evaluation> evaluations = [heldOut.Measure(_policy.Model, "before")];
        if (!Imitate(cancellation))
        {
            return Outcome(false, evaluations);
        }

        if (Settings.Whole("supervised-steps", 0) > 0)
        {
            evaluations.Add(heldOut.Measure(_policy.Model, "after supervised steps"));
        }

        TakeReference();
        RewardModel? rewardModel = TakeRewardModel();
        OnPolicyLoop own = new(_policy, _reference, _request.Objective, prompts, reward, _tokenizer, options, Materials.Trainer(Settings, _kind), _seeds, rewardModel, TaskSteps.Of(_chain, reward), _chain.Shapings);
        ITrainingLoop loop = Mixed(own, apart);
        bool finished = Take(loop, Name, _folder, cancellation);
        evaluations.Add(heldOut.Measure(_policy.Model, "after"));
        return Outcome(finished, evaluations);
    }

    private TrainingOutcome Offline<T>(IExampleSource<T> source, IBatchLayout<T> layout, CancellationToken cancellation)
    {
        if (!Imitate(cancellation))
        {
            return Outcome(false, []);
        }

        TakeReference();
        RewardModel? rewardModel = TakeRewardModel();
        using OfflineLoop<T> loop = new(
            _policy, _reference, _request.Objective, source, layout, Materials.Offline(Settings, Materials.Steps(Settings)), Materials.Trainer(Settings, _kind), rewardModel,
            Contrast(), _teachers);
        return Outcome(Take(loop, Name, _folder, cancellation), []);
    }

    /// <summary>What the reference is asked, where the objective reads it: an instruction may hold letters that the tokenizer lacks.</summary>
    private ContrastPrompts? Contrast() => !ContrastPrompts.AreReadBy(ObjectiveInputs.Of(_request.Objective)) ? null : new ContrastPrompts(
        _tokenizer,
        Materials.MaximumLength(Settings, _policy.Model),
        Settings["better-prompt"] ?? ContrastPrompts.DefaultBetter,
        Settings["worse-prompt"] ?? ContrastPrompts.DefaultWorse);

    /// <summary>The supervised steps before the objective's own, if any; false where they were stopped.</summary>
    private bool Imitate(CancellationToken cancellation)
    {
        int steps = Settings.Whole("supervised-steps", 0);
        if (steps == 0)
        {
            return true;
        }

        if (_imitation is null || _file is null)
        {
            throw new TrainingException("Supervised steps need data with completions or answers to imitate; the embedded task is learned without any. Leave --supervised-steps out, or give --data FILE.");
        }

        using OfflineLoop<TokenizedCompletion> loop = new(
            _policy, null, _imitation, Demonstrated(), new DemonstrationLayout(), Materials.Offline(Settings, steps), Materials.Trainer(Settings, TrainingKind.Demonstrations) with { Temperature = 1 });
        return Take(loop, "supervised steps on the data's own answers", Path.Combine(_folder, "supervised"), cancellation);
    }

    /// <summary>The loop with imitation of the data's own answers mixed in, if it is asked for.</summary>
    private ITrainingLoop Mixed(OnPolicyLoop loop, IReadOnlyList<Prompt> apart)
    {
        if (ImitationMix.Of(Settings) is not { } weight)
        {
            return Owned(loop);
        }

        if (_imitation is null || _file is null)
        {
            throw new TrainingException("--imitation needs data with answers to imitate; the embedded task is learned without any. Leave it out, or give --data FILE.");
        }

        TrainerOptions trainer = Materials.Trainer(Settings, TrainingKind.Demonstrations) with { Temperature = 1 };
        OfflineOptions options = Materials.Offline(Settings, Materials.Steps(Settings));
        DrawnExamples<TokenizedCompletion> kept = new([.. apart.Select(prompt => _encoder.Encode(Question(prompt.Text), prompt.Answer!))], _seeds.For("validation"));
        return Owned(new BalancedLoop(
            _policy,
            loop,
            new OfflineLoop<TokenizedCompletion>(_policy, null, _imitation, Demonstrated(), new DemonstrationLayout(), options, trainer),
            new OfflineLoop<TokenizedCompletion>(_policy, null, _imitation, kept, new DemonstrationLayout(), options, trainer),
            weight));
    }

    private bool Take(ITrainingLoop loop, string title, string folder, CancellationToken cancellation)
    {
        KeepForResuming();
        TrainingRun run = new(folder, loop, Settings.Whole("checkpoint-every", 100));
        int taken = 0;
        _view.Phase(title, loop.Steps, report => taken = run.Run(
            step =>
            {
                Note(step);
                report(step);
            },
            cancellation));
        return taken == loop.Steps;
    }

    private void Note(StepReport step)
    {
        _steps++;
        _stepsOfEqualRewards += step.Values.TryGetValue("reward_std", out double spread) && spread == 0 ? 1 : 0;
        foreach (string failure in step.Failures.Take(1))
        {
            _notes.Add($"Rewards failed, first in step {step.Step}: {failure}");
        }

        if (step.SkippedBecause is { } reason && _notes.Add($"Steps without an update: {reason}."))
        {
            _view.Say($"Step {step.Step} makes no update: {reason}.");
        }
    }

    /// <summary>The reference is the policy as it is when the objective's own steps begin.</summary>
    private void TakeReference()
    {
        if (ReadsReference(_chain.Inputs) || (_request.Objective is ITrainsRewardModel learner && ReadsReference(ObjectiveInputs.Of(learner.RewardModelObjective))))
        {
            _reference = Directory.Exists(SavedReference)
                ? PretrainedModel.Load(SavedReference, _policy.Model.Device, _policy.Model.DataType)
                : _policy.Model.Clone();
        }
    }

    private bool ReadsReference(ObjectiveInputs inputs) => (_kind == TrainingKind.OnPolicy ? inputs.RolloutsNeedReference : inputs.ReadsReference)
        || (inputs.Reads(ChoiceLevel.Reference.Level, ChoiceLevel.Reference.Column) && !_teachers.ContainsKey(ChoiceLevel.Reference.Column));

    private RewardModel? TakeRewardModel() =>
        RewardModels.Of(_chain, Settings, _policy, _kind, _seeds) is { } model ? Owned(model) : null;

    /// <summary>Writes what does not change while training, once, when nothing can be refused any more.</summary>
    private void KeepForResuming()
    {
        if (!File.Exists(Path.Combine(_folder, RunFile.Name)))
        {
            RunFile.Write(_folder, _request);
        }

        if (_reference is not null && !Directory.Exists(SavedReference))
        {
            PretrainedModel.Save(_reference, SavedReference);
        }
    }

    private string SavedReference => Path.Combine(_folder, "reference");

    private (IExampleSource<Prompt> Prompts, IRewardFunction Reward, IReadOnlyList<Prompt> HeldOut) Prompts(int maximumNewTokens)
    {
        if (_file is null)
        {
            SortDigits task = new(EmbeddedTask.Digits, _seeds.For("task"));
            // Other prompts for another seed, but the same ones for every run.
            SortDigits apart = new(EmbeddedTask.Digits, 0);
            return (task, task, apart.Next(Settings.Whole("held-out", EmbeddedTask.HeldOut)));
        }

        if (_file.Kind != DataKind.Answer)
        {
            throw new TrainingException($"'{Name}' trains on rewarded completions, and '{_file.Path}' holds rows of kind {_file.Kind}, for which there is no reward that can be checked. Give it rows with question and answer (a number after '####'), or choose an objective that reads such rows (paragon list).");
        }

        FileSource<PromptExample, Prompt> source = Owned(new FileSource<PromptExample, Prompt>(_file, _seeds.For("data"), row =>
            [new Prompt(_encoder.EncodePrompt(Question(row), maximumNewTokens), row.Prompt, row.Solution, row.Place.ToString())]));
        return (source, new NumericAnswer(Settings.Number("number-credit", 0)), source.Next(Settings.Whole("held-out", 32)));
    }

    private static string Question(PromptExample row) => Question(row.Prompt);

    private static string Question(string prompt) => prompt + "\n";

    private IExampleSource<Comparison> Compared() => _file!.Kind == DataKind.Preference
        ? Owned(new FileSource<PreferenceExample, Comparison>(_file, _seeds.For("data"), row =>
            [new Comparison(_encoder.Encode(row.Prompt, row.Chosen), _encoder.Encode(row.Prompt, row.Rejected))]))
        : throw Unsuitable(TrainingKind.Pairs);

    /// <summary>Scored completions in passes, or drawn by their advantage.</summary>
    private IExampleSource<ScoredCompletions> Scored()
    {
        if ((Settings["sampling"] ?? "all") == "all")
        {
            return Owned(new FileSource<ScoredExample, ScoredCompletions>(_file!, _seeds.For("data"), row => [ScoredData.Of(row, _encoder)]));
        }

        AdvantagePriority priority = Settings["sampling"] == "priority" ? AdvantagePriority.Proportional : AdvantagePriority.Uniform;
        (PrioritySource<ScoredCompletions> source, double kept) = ScoredData.Drawn(_file!, _encoder, _request.Objective, priority, _seeds);
        _view.Say($"{kept:P0} of the completions have a positive advantage; the others are never drawn. A pass has so many fewer steps.");
        return source;
    }

    private IExampleSource<Judgement> Judged() => _file!.Kind switch
    {
        DataKind.Unpaired => Owned(new FileSource<UnpairedExample, Judgement>(_file, _seeds.For("data"), row =>
            [new Judgement(_encoder.Encode(row.Prompt, row.Completion), row.Desirable)])),
        DataKind.Preference => Owned(new FileSource<PreferenceExample, Judgement>(_file, _seeds.For("data"), row =>
            [new Judgement(_encoder.Encode(row.Prompt, row.Chosen), true), new Judgement(_encoder.Encode(row.Prompt, row.Rejected), false)])),
        _ => throw Unsuitable(TrainingKind.Judgements),
    };

    private IExampleSource<TokenizedCompletion> Demonstrated() => _file!.Kind switch
    {
        DataKind.Completion or DataKind.Messages or DataKind.Text => Owned(new FileSource<TextExample, TokenizedCompletion>(_file, _seeds.For("data"), row =>
            [_encoder.Encode(row.Prompt, row.Completion)])),
        DataKind.Preference => Owned(new FileSource<PreferenceExample, TokenizedCompletion>(_file, _seeds.For("data"), row => [_encoder.Encode(row.Prompt, row.Chosen)])),
        DataKind.Scored => Owned(new FileSource<ScoredExample, TokenizedCompletion>(_file, _seeds.For("data"), row => row.Completions.Select(completion => _encoder.Encode(row.Prompt, completion)))),
        DataKind.Answer => Owned(new FileSource<PromptExample, TokenizedCompletion>(_file, _seeds.For("data"), row => [_encoder.Encode(Question(row), row.Solution!)])),
        _ => throw Unsuitable(TrainingKind.Demonstrations),
    };

    private TrainingException Unsuitable(TrainingKind kind) =>
        new($"'{Name}' learns from {WrittenData.Of(kind).Needed}, but '{_file!.Path}' holds rows of kind {_file.Kind}. Give it a file with the columns {WrittenData.Of(kind).Columns}.");

    private TOwned Owned<TOwned>(TOwned made)
        where TOwned : IDisposable
    {
        _owned.Add(made);
        return made;
    }

    private void Announce()
    {
        _view.Say($"{string.Join(", ", _chain.Shapings.Select(shaping => shaping.Descriptor.Name))}{(_chain.Shapings.Count > 0 ? " before " : "")}{Name} on {(_file is null ? "the embedded task, " + new SortDigits(EmbeddedTask.Digits, 0).Name : $"{_file.Path} ({_file.Kind})")}; model {(Materials.IsTiny(Settings) ? "tiny, from nothing" : Settings["model"])} with {_policy.Model.Config.ParameterCount:N0} parameters on {_policy.Model.Device}; run in {_folder}");
        if (_file is not null && Materials.IsTiny(Settings))
        {
            _view.Say("A tiny model from nothing learns the form of such texts, not their matter: look at the direction of the numbers, not at their height.");
        }
    }

    private TrainingOutcome Outcome(bool finished, IReadOnlyList<Evaluation> evaluations)
    {
        if (_encoder.ShortenedPrompts + _encoder.ShortenedCompletions > 0)
        {
            _notes.Add($"Of {_encoder.Sequences} sequences, {_encoder.ShortenedPrompts} prompts lost their beginning and {_encoder.ShortenedCompletions} completions their end to --max-length {Materials.MaximumLength(Settings, _policy.Model)}.");
        }

        if (_stepsOfEqualRewards > 0 && _stepsOfEqualRewards == _steps - Settings.Whole("supervised-steps", 0))
        {
            _notes.Add("In every step all completions had one and the same reward, so the objective had nothing to learn from. Give some hundreds of --supervised-steps, a --number-credit, longer completions (--max-new-tokens), or a pretrained --model FOLDER.");
        }

        string metrics = Path.Combine(_folder, "metrics.jsonl");
        return new TrainingOutcome(_folder, finished, evaluations, File.Exists(metrics) ? MetricSummaries.Of(metrics) : [], [.. _notes]);
    }
}
