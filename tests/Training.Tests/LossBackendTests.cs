using Paragon.Models;

namespace Paragon.Training.Tests;

/// <summary>Whatever computes the loss and its derivative, an update is the same.</summary>
public sealed class LossBackendTests
{
    [Theory]
    [InlineData("grpo")]
    [InlineData("dapo")]
    [InlineData("ppo")]
    [InlineData("gspo")]
    [InlineData("rloo")]
    public void An_update_is_the_same_on_every_backend(string name)
    {
        IObjective objective = UpdateSamples.Named(name);
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(objective);
        double[] Updated(LossBackend backend) => UpdateSamples.Updated(objective, batch, sequences, new TrainerOptions { LearningRate = 1e-2, Backend = backend });
        double[] expected = Updated(LossBackend.Tensor);
        foreach (LossBackend backend in new[] { LossBackend.Fused, LossBackend.Analytic, LossBackend.Auto })
        {
            Assert.All(expected.Zip(Updated(backend)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }

    [Fact]
    public void An_objective_without_the_derivative_in_closed_form_is_refused_by_name()
    {
        IObjective objective = new Bare(UpdateSamples.Named("grpo"));
        Assert.Contains("'grpo' has no analytic gradient", Assert.Throws<BatchException>(() => new AnalyticBackend().Loss(objective, UpdateSamples.Rollout(UpdateSamples.Named("grpo")).Item1)).Message, StringComparison.Ordinal);
    }

    private sealed record Bare(IObjective Inner) : IObjective
    {
        public ObjectiveDescriptor Descriptor => Inner.Descriptor;

        public IReadOnlyList<Stage> Stages => Inner.Stages;

        public double Option(string name) => Inner.Option(name);
    }
}
