using Paragon.Algorithms;

namespace Paragon.Training.Tests;

/// <summary>Settings come from a file, over it the environment, over both the command line; what is wrong is named with its place.</summary>
public sealed class SettingsTests : IDisposable
{
    private static readonly ObjectiveCatalogue s_catalogue = new(Algorithms.Objectives.All);
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("paragon-").FullName, "run.json");

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        Write("""{"Paragon": {"Training": {"objective": "dpo", "steps": 7, "batch": 3}, "Objectives": {"dpo": {"beta": 0.3}}}}""");
        TrainingRequest request = Read(new() { ["steps"] = "9" }, []);
        Assert.Equal((9, 3, 0.3), (request.Settings.Whole("steps", 0), request.Settings.Whole("batch", 0), request.Objective.Option("Beta")));
        Assert.Equal(0.2, Read([], ["--beta", "0.2"]).Objective.Option("Beta"));
    }

    [Fact]
    public void The_environment_stands_between_the_file_and_the_command_line()
    {
        const string Variable = "Paragon__Training__weight-decay";
        Write("""{"Paragon": {"Training": {"weight-decay": 0.3}}}""");
        Environment.SetEnvironmentVariable(Variable, "0.1");
        try
        {
            Assert.Equal(0.1, Read([], []).Settings.Number("weight-decay", 0));
            Assert.Equal(0.2, Read(new() { ["weight-decay"] = "0.2" }, []).Settings.Number("weight-decay", 0));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void An_unknown_setting_in_a_file_is_named_with_its_line_and_the_nearest()
    {
        Write("{\"Paragon\": {\"Training\": {\n\"stpes\": 7}}}");
        OptionsException error = Assert.Throws<OptionsException>(() => Read([], []));
        Assert.Contains("run.json:2", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'steps'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_values_are_told_at_once()
    {
        OptionsException error = Assert.Throws<OptionsException>(() => TrainingRequest.Read(s_catalogue, null, new Dictionary<string, string> { ["steps"] = "few", ["group"] = "0" }, []));
        Assert.Contains("--steps: 'steps' is 'few'; it must be a whole number of at least 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("--group: 'group' is '0'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stepz", "Did you mean '--steps'?")]
    [InlineData("--bta", "Did you mean 'beta'")]
    public void A_misspelt_argument_is_told_the_nearest_of_the_training_or_the_objective(string argument, string expected)
    {
        OptionsException error = Assert.Throws<OptionsException>(() => TrainingRequest.Read(s_catalogue, null, new Dictionary<string, string>(), [argument, "3"]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_a_shaping_are_given_with_its_name()
    {
        Write("""{"Paragon": {"Training": {"shaping": "length-penalty, par"}, "Objectives": {"par": {"steepness": 3}, "length-penalty": {"slope": 0.5}}}}""");
        TrainingRequest request = Read([], ["--par.steepness", "2"]);
        Assert.Equal(("length-penalty", 0.5), (request.Shapings[0].Objective.Descriptor.Name, request.Shapings[0].Objective.Option("Slope")));
        Assert.Equal(("par", 2), (request.Shapings[1].Objective.Descriptor.Name, request.Shapings[1].Objective.Option("Steepness")));
    }

    [Theory]
    [InlineData("--steepness", "'grpo' has no option 'steepness', but 'par' has. Write '--par.steepness'")]
    [InlineData("--sgfc.shift", "'sgfc' is not in this training: 'par', 'grpo' are")]
    [InlineData("--par.stepness", "Did you mean 'steepness'")]
    public void A_misplaced_option_of_a_shaping_is_told_where_it_belongs(string argument, string expected)
    {
        OptionsException error = Assert.Throws<OptionsException>(() => TrainingRequest.Read(s_catalogue, null, new Dictionary<string, string> { ["shaping"] = "par" }, [argument, "3"]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_json_is_told_so()
    {
        Write("{");
        Assert.Contains("is not JSON", Assert.Throws<OptionsException>(() => Read([], [])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private void Write(string text) => File.WriteAllText(_file, text);

    private TrainingRequest Read(Dictionary<string, string> given, IReadOnlyList<string> arguments) => TrainingRequest.Read(s_catalogue, _file, given, arguments);
}
