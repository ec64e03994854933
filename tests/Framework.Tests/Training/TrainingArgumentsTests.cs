using Paragon.Training;
using Sample = Paragon.Framework.Tests.Options.Sample;

namespace Paragon.Framework.Tests.Training;

public sealed class TrainingArgumentsTests
{
    private static readonly ObjectiveCatalogue _catalogue = new([Sample.Describe()]);

    [Fact]
    public void Settings_of_the_training_and_options_of_the_objective_may_be_mixed()
    {
        TrainingRequest request = TrainingRequest.Read(_catalogue, null, ["--beta", "0.5", "--objective", "sample", "--average", "--steps=7"]);

        Sample objective = Assert.IsType<Sample>(request.Objective);
        Assert.Equal((0.5, true, 7), (objective.Beta, objective.Average, request.Settings.Whole("steps", 0)));
    }

    [Theory]
    [InlineData("'--steps' has no value", "--objective", "sample", "--steps")]
    [InlineData("'--steps' is given twice", "--objective", "sample", "--steps", "3", "--steps=4")]
    [InlineData("Did you mean '--steps'?", "--objective", "sample", "--stepz", "3")]
    public void What_cannot_be_understood_is_refused_with_what_to_write(string expected, params string[] arguments)
    {
        OptionsException refused = Assert.Throws<OptionsException>(() => TrainingRequest.Read(_catalogue, null, arguments));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
