using System.Globalization;
using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Training;
using TorchSharp;

namespace Paragon.Experiments.Alignment;

/// <summary>A language model of users' reactions as the judge of answers, and a policy that is aligned with the pairs that it mines.</summary>
internal sealed class FlrExperiment : IExperiment
{
    private const int LanguageSteps = 1200;
    private const int Samples = 8;
    private const int PolicySteps = 200;
    private const double Beta = 0.1;

    public string Name => "flr";

    public string Source => "FLR, Follow-up Likelihood as Reward (AAAI 2025)";

    public string Summary =>
        "Questions a + b mod 7 with answers 0 to 6; a user is pleased (two words) with a right answer in 85 % and with a wrong one in 15 %. A transformer of two layers of width 48 learns the reactions to random dialogues, half of them right (1200 steps of 64). "
        + "Then all 343 dialogues are scored; for each question eight answers of a uniform policy are drawn, the best by reward chosen and the worst rejected, and the policy learns by DPO (β = .1, 200 steps of Adam, .05).";

    public IReadOnlyList<int> Seeds => [1, 2];

    public ExperimentReport Run(ExperimentRun run)
    {
        List<Judgements> proper = [], released = [];
        List<double> policies = [];
        foreach (int seed in run.Seeds)
        {
            run.Progress($"seed {seed}: the language model of reactions");
            PackedBatch scored = Score(seed, run.Cancellation);
            double[] rewards = Rewards(new Flr(), scored);
            proper.Add(Judgements.Of(rewards));
            released.Add(Judgements.Of(Rewards(new Flr { Scorer = FollowUpScorer.FirstPositionRawLogits }, scored)));
            policies.Add(Align(rewards, seed));
        }

        Measurement Of(List<Judgements> each, Func<Judgements, double> value) => new([.. each.Select(value)]);
        Measurement pairs = Of(proper, one => one.Pairs), rawPairs = Of(released, one => one.Pairs), policy = new(policies);
        return new ExperimentReport(
            [
                new ResultTable("how well the reward ranks answers", ["scorer", "right above wrong", "best of 7 is right"],
                    [["log-likelihood", pairs.ToString(), Of(proper, one => one.Best).ToString()], ["raw logits at the first position", rawPairs.ToString(), Of(released, one => one.Best).ToString()]]),
                new ResultTable("probability of the right answer", ["policy", "accuracy"], [["uniform", (1.0 / Reactions.Modulus).ToString("0.000", CultureInfo.InvariantCulture)], ["after DPO on mined pairs", policy.ToString()]]),
            ],
            [
                new Claim("the likelihood of follow-ups ranks right answers above wrong ones: at least 99 % of pairs, and the best of 7 is right", $"{pairs} of pairs, {Of(proper, one => one.Best)} of questions", pairs.Mean >= 0.99 && Of(proper, one => one.Best).Mean >= 0.98),
                new Claim("raw logits at the first position do no better", $"{rawPairs} of pairs, {Of(released, one => one.Best)} of questions", rawPairs.Mean <= pairs.Mean),
                new Claim("DPO on the mined pairs raises the accuracy from 1/7", $"{policy}", policy.Mean > 2.0 / Reactions.Modulus),
            ]);
    }

    private static PackedBatch Score(int seed, CancellationToken cancellation)
    {
        TorchRuntime.Initialize("cpu", 1);
        TransformerConfig config = new() { VocabularySize = Reactions.Vocabulary, HiddenSize = 48, IntermediateSize = 96, LayerCount = 2, HeadCount = 4, MaximumLength = 8, EndOfText = [Reactions.Vocabulary - 1], InitializerRange = 0.1 };
        using Policy language = new(Transformer.Create(config, (ulong)seed, torch.CPU));
        using OfflineLoop<TokenizedCompletion> loop = new(
            language, null, new Sft(), new Reactions((ulong)seed), new DemonstrationLayout(), new OfflineOptions { Steps = LanguageSteps, BatchSize = 64 },
            new TrainerOptions { LearningRate = 3e-3, Decay = LearningRateDecay.Cosine });
        for (int step = 0; step < LanguageSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            loop.Step(step);
        }

        return FollowUpBatch.Of(language.Model, Reactions.Dialogues(), [new FollowUpReplies([Reactions.Replies.Pleased], [Reactions.Replies.Displeased])]);
    }

    private static double[] Rewards(IObjective objective, PackedBatch scored) => new FusedBackend(parallel: false).Values(objective, objective.Stages.Single(stage => stage.Kind == StageKind.Reward), scored);

    /// <summary>DPO from a uniform policy on the pairs mined with rewards of all dialogues.</summary>
    /// <returns>Mean probability of the right answer.</returns>
    private static double Align(double[] rewards, int seed)
    {
        const int questions = Reactions.Modulus * Reactions.Modulus;
        Random random = new(seed);
        SoftmaxTable policy = new(questions, Reactions.Modulus);
        List<(int Question, int Answer)> answers = [];
        for (int question = 0; question < questions; question++)
        {
            int[] drawn = [.. Enumerable.Range(0, Samples).Select(_ => policy.Draw(question, random))];
            if (BestAndWorst.Of([.. drawn.Select(answer => rewards[(question * Reactions.Modulus) + answer])]) is { } pair)
            {
                answers.AddRange([(question, drawn[pair.Chosen]), (question, drawn[pair.Rejected])]);
            }
        }

        int[] rows = [.. Enumerable.Range(0, answers.Count / 2)];
        PackedBatch batch = new PackedBatchBuilder()
            .Level("pair", rows.Length).Level("completion", answers.Count).LevelOf("token", "completion", answers.Select(_ => 1))
            .Link("pair", "chosen", "completion", [.. rows.Select(row => 2 * row)]).Link("pair", "rejected", "completion", [.. rows.Select(row => (2 * row) + 1)])
            .Column("token", "ref_logp", answers.Select(one => policy.LogProbability(one.Question, one.Answer)))
            .Build();
        Adam adam = new(policy.Logits.Length, 0.05);
        for (int step = 0; step < PolicySteps; step++)
        {
            double[] logp = [.. answers.Select(one => policy.LogProbability(one.Question, one.Answer))];
            double[] derivative = new FusedBackend(parallel: false).Loss(new Dpo { Beta = Beta }, batch.With("token", "logp", logp)).Gradient![new ColumnName("token", "logp")];
            for (int i = 0; i < answers.Count; i++)
            {
                policy.Add(answers[i].Question, answers[i].Answer, derivative[i]);
            }

            adam.Descend(policy.Logits, policy.Gradient);
            Array.Clear(policy.Gradient);
        }

        return Enumerable.Range(0, questions).Average(question => policy.Probabilities(question)[((question / Reactions.Modulus) + (question % Reactions.Modulus)) % Reactions.Modulus]);
    }

    /// <summary>How often a right answer has more reward than a wrong one, and how often the best answer to a question is right.</summary>
    private sealed record Judgements(double Pairs, double Best)
    {
        public static Judgements Of(double[] rewards)
        {
            int[][] dialogues = Reactions.Dialogues();
            int[][] questions = [.. Enumerable.Range(0, rewards.Length).Chunk(Reactions.Modulus)];
            int Right(int[] question) => question.Single(row => Reactions.IsRight(dialogues[row]));
            return new Judgements(
                questions.SelectMany(question => question.Where(row => row != Right(question)).Select(row => rewards[Right(question)] > rewards[row] ? 1.0 : 0)).Average(),
                questions.Average(question => question.MaxBy(row => rewards[row]) == Right(question) ? 1.0 : 0));
        }
    }
}
