using Paragon.Testing;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The shapings that PAR is compared with are the real ones: their values are those of the method's own code.</summary>
public sealed class SpecimenGoldenTests
{
    public static TheoryData<string> Files => [.. ParGoldens.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_scalar_run_of_a_shaping_has_the_golden_values(string file)
    {
        GoldenFile golden = GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", file + ".json"));
        Assert.NotEmpty(golden.Cases);
        foreach (GoldenCase one in golden.Cases)
        {
            foreach (GoldenRewards rewards in ParGoldens.Of(file, one))
            {
                Stage reward = rewards.Objective.Stages.Single(stage => stage.Kind == StageKind.Reward);
                for (int row = 0; row < rewards.Expected.Length; row++)
                {
                    double value = reward.Scalar(rewards.Objective, rewards.Batch, row);
                    Assert.True(
                        Math.Abs(value - rewards.Expected[row]) <= one.Tolerance * (1 + Math.Abs(rewards.Expected[row])),
                        $"{file}, case '{one.Name}', completion {row}: {value:R} instead of {rewards.Expected[row]:R}.");
                }
            }
        }
    }
}
