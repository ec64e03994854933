using CsCheck;
using Microsoft.Extensions.Configuration;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Kernels;

/// <summary>What the kernels promise beside the right numbers.</summary>
public sealed class FusedBackendTests
{
    public static TheoryData<string> Names() => new(Algorithms.Objectives.All.Select(objective => objective.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_formula_that_ships_has_a_kernel(string name)
    {
        IObjective objective = Read(name);
        Assert.NotNull(objective.Fused);
        Assert.Null(objective.Fused.Reason);
        Assert.Equal(objective.Stages.Where(stage => stage.Kind is StageKind.Reward or StageKind.Advantage).Select(stage => stage.Name), objective.Fused.Stages.Keys);
        Assert.Equal(objective.Stages.Any(stage => stage.Kind is StageKind.Loss or StageKind.Metric), objective.Fused.Losses is not null);
    }

    [Theory]
    [InlineData("grpo")]
    [InlineData("ppo")]
    [InlineData("dpo")]
    [InlineData("kl-cov")]
    public void The_results_are_the_same_bits_on_one_thread_and_on_several(string name)
    {
        IObjective objective = Read(name);
        PackedBatch batch = BatchGenerator.For(objective).Family("group", 8, 8).Family("completion", 40, 40).Family("pair", 160, 160).Family("token", 50, 150).Generate(new PCG(61, 1), null, out _);
        batch = new FusedBackend().Prepare(objective, batch);
        LossValue one = new FusedBackend(single: true, parallel: false).Loss(objective, batch);
        for (int i = 0; i < 5; i++)
        {
            LossValue several = new FusedBackend(single: true).Loss(objective, batch);
            Assert.Equal(one.Value, several.Value);
            Assert.All(one.Gradient!, column => Assert.Equal(column.Value, several.Gradient![column.Key]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vectors_of_either_width_give_the_same(string name)
    {
        IObjective objective = Read(name);
        if (objective.Stages.All(stage => stage.Kind != StageKind.Loss))
        {
            return;
        }

        PackedBatch batch = new FusedBackend().Prepare(objective, BatchGenerator.For(objective).Generate(new PCG(62, 1), null, out _));
        LossValue narrow = new FusedBackend(vectorBits: 256).Loss(objective, batch);
        LossValue broad = new FusedBackend(vectorBits: 512).Loss(objective, batch);
        Assert.Equal(narrow.Value, broad.Value, 1e-9 * (1 + Math.Abs(narrow.Value)));
        Assert.All(narrow.Gradient!, column => Assert.All(column.Value.Zip(broad.Gradient![column.Key]), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * (1 + Math.Abs(pair.First)))));
    }

    [Fact]
    public void What_no_generator_made_is_refused_by_name() =>
        Assert.Contains("grpo", Assert.Throws<BatchException>(() => new FusedBackend().Loss(new Bare(Read("grpo")), (PackedBatch)null!)).Message, StringComparison.Ordinal);

    private static IObjective Read(string name) => Algorithms.Objectives.All.Single(objective => objective.Name == name).Read(new ConfigurationBuilder().Build());

    private sealed record Bare(IObjective Inner) : IObjective
    {
        public ObjectiveDescriptor Descriptor => Inner.Descriptor;

        public IReadOnlyList<Stage> Stages => Inner.Stages;

        public double Option(string name) => Inner.Option(name);
    }
}
