using Paragon.Algorithms;
using Paragon.Models;

namespace Paragon.Training.Tests;

/// <summary>A run that was killed or stopped goes on as if nothing had happened, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Steps = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void A_killed_run_resumes_bit_for_bit_from_its_last_checkpoint()
    {
        double[] whole = Train("whole", (_, _) => { });
        Assert.Throws<IOException>(() => Train("killed", (step, _) =>
        {
            // The process dies in the middle of a step after the checkpoint of step 4.
            if (step == 4)
            {
                throw new IOException("killed");
            }
        }));
        Assert.Equal(whole, Train("killed", (_, _) => { }));
    }

    [Fact]
    public void A_stopped_run_saves_where_it_stands_and_resumes_bit_for_bit()
    {
        double[] whole = Train("whole", (_, _) => { }), stopped = Train("stopped", (step, stop) =>
        {
            if (step == 2)
            {
                stop.Cancel();
            }
        });
        Assert.NotEqual(whole, stopped);
        Assert.Equal(whole, Train("stopped", (_, _) => { }));
        Assert.Equal(Steps, File.ReadLines(Path.Combine(_folder, "stopped", "metrics.jsonl")).Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>PPO: it has a value head beside the policy, and two mini-batches make optimiser steps and run steps differ.</summary>
    private double[] Train(string name, Action<int, CancellationTokenSource> after)
    {
        Ppo objective = new();
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 32);
        OnPolicyOptions options = new() { Steps = Steps, Prompts = 4, GroupSize = 4, MaximumNewTokens = 5, MiniBatches = 2 };
        using OnPolicyLoop loop = new(policy, null, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions { Decay = LearningRateDecay.Cosine }, new Seeds(1));
        using CancellationTokenSource stop = new();
        new TrainingRun(Path.Combine(_folder, name), loop, checkpointEvery: 2).Run(report => after(report.Step, stop), stop.Token);
        return policy.Numbers();
    }
}
