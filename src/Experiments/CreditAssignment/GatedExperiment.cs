using Paragon.Algorithms;

namespace Paragon.Experiments.CreditAssignment;

/// <summary>A critic that can be farmed: polishing pays at once, working and submitting pays in the end.</summary>
internal sealed class GatedExperiment : IExperiment
{
    private const int Turns = 6;
    private const int Work = 0;
    private const int Polish = 1;
    private const int Submit = 2;
    private const int Needed = 3;
    private const double Praise = 0.3;
    private const int Episodes = 16;
    private const int Updates = 300;

    public string Name => "g-ra";

    public string Source => "G-RA, Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards (2025)";

    public string Summary =>
        "Up to 6 turns of work, polish (a critic gives 0.3) or submit; it is a success to submit after at least three turns of work. Without a gate six polishes (1.8) beat three of work, two polishes and a submission (1.6). "
        + "Logits for every turn and amount of work; advantages standardised over the 16 episodes of an update, 300 updates. Measured is success over the first hundred updates (its highest mean of ten) and over the last ten.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        List<string[]> rows = [];
        List<Claim> claims = [];
        foreach (double step in new[] { 0.5, 2 })
        {
            (Measurement Peak, Measurement Final) Of(bool gated)
            {
                run.Progress($"{(gated ? "G-RA" : "D-RA")}, step {step}");
                (double Peak, double Final)[] each = [.. run.Seeds.Select(seed => Train(gated, step, new Random(seed), run.Cancellation))];
                (Measurement Peak, Measurement Final) result = (new([.. each.Select(pair => pair.Peak)]), new([.. each.Select(pair => pair.Final)]));
                rows.Add([$"{step}", gated ? "G-RA" : "D-RA", $"{result.Peak}", $"{result.Final}"]);
                return result;
            }

            (Measurement peak, Measurement direct) = Of(gated: false);
            Measurement gated = Of(gated: true).Final;
            claims.Add(new Claim($"step {step}: without the gate success falls after an early height", $"{peak}, then {direct}", direct.Mean < peak.Mean));
            claims.Add(new Claim($"step {step}: with it success ends near 1", $"{gated}", gated.Mean > 0.95));
        }

        return new ExperimentReport([new ResultTable("success", ["step", "method", "highest early on", "at the end"], rows)], claims);
    }

    private static (double Peak, double Final) Train(bool gated, double step, Random random, CancellationToken cancellation)
    {
        SoftmaxTable policy = new(Turns * (Turns + 1), 3);
        TableLearner learner = new(policy, new Grpo());
        FusedBackend backend = new(parallel: false);
        GRa rewards = new();
        Stage total = ((IObjective)rewards).Stages.Single(stage => stage.Name == (gated ? "Total" : "Direct"));
        List<double> success = [];
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            Episode[] drawn = [.. Enumerable.Range(0, Episodes).Select(_ => Episode.Draw(policy, random, 0, Next, (states, actions) => IsSuccess(states, actions) ? 1 : 0))];
            success.Add(drawn.Average(episode => episode.Reward));
            double[] received = backend.Values(rewards, total, Trajectories(drawn));
            learner.Learn([[.. drawn.Select((episode, i) => episode with { Reward = received[i] })]], step);
        }

        return (success.Take(100).Chunk(10).Max(chunk => chunk.Average()), success.TakeLast(10).Average());
    }

    /// <summary>One outcome, whose gate is success, and one critic behind it.</summary>
    private static PackedBatch Trajectories(Episode[] episodes) => new PackedBatchBuilder()
        .Level("completion", episodes.Length)
        .LevelOf("outcome", "completion", episodes.Select(_ => 1))
        .Column("outcome", "reward", episodes.Select(episode => episode.Reward)).Column("outcome", "gate", episodes.Select(_ => 1.0))
        .LevelOf("critic", "completion", episodes.Select(_ => 1)).Column("critic", "priority", episodes.Select(_ => 1.0))
        .LevelOf("turn", "completion", episodes.Select(episode => episode.Length))
        .LevelOf("criticism", "turn", episodes.SelectMany(episode => episode.Actions.Select(_ => 1)))
        .Column("criticism", "score", episodes.SelectMany(episode => episode.Actions.Select(action => action == Polish ? Praise : 0)))
        .Link("criticism", "critic", "critic", [.. episodes.SelectMany((episode, i) => episode.Actions.Select(_ => i))])
        .Build();

    private static bool IsSuccess(int[] states, int[] actions) => actions[^1] == Submit && states[^1] / Turns >= Needed;

    /// <summary>States are turns by amounts of work.</summary>
    private static int Next(int state, int action) =>
        action == Submit || state % Turns == Turns - 1 ? -1 : state + 1 + (action == Work ? Turns : 0);
}
