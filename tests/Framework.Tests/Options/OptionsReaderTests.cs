using Microsoft.Extensions.Configuration;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Options;

public sealed class OptionsReaderTests
{
    [Fact]
    public void Nothing_in_the_configuration_gives_the_initialisers() => Assert.Equal(new Sample(), Configurations.Read(Configurations.Of()));

    [Fact]
    public void Every_kind_is_read() => Assert.Equal(
        new Sample { Beta = 1e-3, ClipLow = 1, Count = 64, Average = true, Shape = Shape.Linear, Label = "a b", Note = "c" },
        Configurations.Read(Configurations.Of(
            ("sample:beta", "1e-3"), ("sample:clip-low", "1"), ("sample:count", "64"), ("sample:average", "True"),
            ("sample:shape", "linear"), ("sample:label", "a b"), ("sample:note", "c"))));

    [Theory]
    [InlineData("clip-low")]
    [InlineData("ClipLow")]
    [InlineData("clipLow")]
    [InlineData("clip_low")]
    [InlineData("CLIP_LOW")]
    public void An_option_may_be_spelt_as_its_source_spells_names(string key) =>
        Assert.Equal(0.7, Configurations.Read(Configurations.Of(($"SAMPLE:{key}", "0.7"))).ClipLow);

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        const string Variable = "PARAGON__OBJECTIVES__FROM_ENVIRONMENT__CLIP_LOW";
        using TemporaryFolder folder = new();
        const string Json = """{ "Paragon": { "Objectives": { "from-environment": { "clip-low": 0.1 } } } }""";
        Assert.Equal(0.1, Read(Configurations.File(folder, Json)));
        Environment.SetEnvironmentVariable(Variable, "0.2");
        try
        {
            Assert.Equal(0.2, Read(Configurations.File(folder, Json, builder => builder.AddEnvironmentVariables())));
            Assert.Equal(0.3, Read(Configurations.File(folder, Json, builder => builder.AddEnvironmentVariables().AddCommandLine(["--clip-low", "0.3"]))));
            Assert.Equal(0.4, Read(Configurations.File(folder, Json, builder => builder.AddEnvironmentVariables().AddObjectiveArguments("from-environment", ["--clip-low=0.4"]))));

            Environment.SetEnvironmentVariable(Variable, "7");
            OptionProblem problem = Assert.Single(Configurations.Problems(() => Read(Configurations.File(folder, Json, builder => builder.AddEnvironmentVariables()))));
            Assert.Equal($"environment variable {Variable}: 'CLIP_LOW' is '7'; it must be a finite number at least 0 and at most 1.", problem.ToString());
            Assert.Equal(0.3, Read(Configurations.File(folder, Json, builder => builder.AddEnvironmentVariables().AddCommandLine(["--clip-low", "0.3"]))));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }

        static double Read(IConfiguration configuration) => ((FromEnvironment)FromEnvironment.Describe().Read(configuration)).ClipLow;
    }

    [Fact]
    public void One_exception_lists_everything_with_file_and_line()
    {
        using TemporaryFolder folder = new();
        IConfigurationRoot configuration = Configurations.File(folder, """
            {
              // The configuration of a test: comments and trailing commas are allowed.
              "Other": [{ "Paragon": 1 }, [2, 3]],
              "Paragon": {
                "Objectives": {
                  "sample": {
                    "beta": -0.5,
                    "ClipLow": "much",
                    "count": 2.5,
                    "averge": true,
                    "shape": "liner",
                    "label": ["a", "b"],
                    "zebra": 1,
                  },
                },
              },
            }
            """);
        string file = Path.GetRelativePath(Environment.CurrentDirectory, folder.File("settings.json"));
        file = file.StartsWith("..", StringComparison.Ordinal) ? folder.File("settings.json") : file;
        OptionsException refusal = Assert.Throws<OptionsException>(() => Configurations.Read(configuration));
        Assert.Equal($"""
            7 options are wrong:
              {file}:10: 'sample' has no option 'averge'. Did you mean 'average', true or false?
              {file}:13: 'sample' has no option 'zebra'. Remove it; it has beta, clip-low, count, average, shape, label, note, cap.
              {file}:7: 'beta' is '-0.5'; it must be a finite number greater than 0.
              {file}:8: 'ClipLow' is 'much', which is not a finite number at least 0 and at most 1.
              {file}:9: 'count' is '2.5', which is not a whole number at least 1 and at most 64.
              {file}:11: 'shape' is 'liner'; it must be one of linear, far-away. Did you mean 'linear'?
              {file}:12: 'label' is a list or a section; it must be a text.
            """.ReplaceLineEndings("\n"), refusal.Message);
    }

    [Theory]
    [InlineData("beta", "NaN")]
    [InlineData("beta", "Infinity")]
    [InlineData("beta", "1e999")]
    [InlineData("beta", "0")]
    [InlineData("beta", "")]
    [InlineData("beta", "0,5")]
    [InlineData("beta", "true")]
    [InlineData("beta", null)]
    [InlineData("cap", "-Infinity")]
    [InlineData("cap", "NaN")]
    [InlineData("cap", "1")]
    [InlineData("clip-low", "1.0000001")]
    [InlineData("count", "0")]
    [InlineData("count", "65")]
    [InlineData("count", "99999999999")]
    [InlineData("average", "1")]
    [InlineData("average", "yes")]
    [InlineData("shape", "1")]
    [InlineData("shape", "")]
    [InlineData("label:inner", "x")]
    public void A_value_that_is_not_allowed_is_one_problem(string key, string? value)
    {
        OptionProblem problem = Assert.Single(Configurations.Problems(() => Configurations.Read(Configurations.Of(($"sample:{key}", value)))));
        Assert.Equal(key.Split(':')[0], problem.Key);
        Assert.Contains(Sample.Describe().Find(problem.Key)!.Allowed, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinity_is_allowed_only_where_it_is_the_default()
    {
        Assert.Equal(2, Configurations.Read(Configurations.Of(("sample:cap", "2"))).Cap);
        Assert.Equal(double.PositiveInfinity, Configurations.Read(Configurations.Of(("sample:cap", "Infinity"))).Cap);
        Assert.Equal("a finite number greater than 1, or Infinity for no limit", Sample.Describe().Find("cap")!.Allowed);
        new Sample { Cap = double.PositiveInfinity }.Validate();
        Assert.Throws<OptionsException>(() => new Sample { Beta = double.PositiveInfinity }.Validate());
    }

    [Fact]
    public void Two_spellings_in_one_source_are_refused()
    {
        OptionProblem problem = Assert.Single(Configurations.Problems(() => Configurations.Read(Configurations.Of(("sample:clip-low", "0.1"), ("sample:ClipLow", "0.2")))));
        Assert.Contains("another spelling of 'clip-low'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_argument_of_an_objective_must_be_an_option()
    {
        OptionProblem problem = Assert.Single(Configurations.Problems(() => Read("--beta", "0.2", "--avarage")));
        Assert.Equal("command line, --avarage: 'sample' has no option 'avarage'. Did you mean 'average', true or false?", problem.ToString());
        Assert.Equal(new Sample { Beta = 0.2, Average = true, Count = 3 }, Read("--average", "--beta", "0.2", "--count=3"));
        Assert.Contains("'0.2' is no option", Assert.Single(Configurations.Problems(() => Read("0.2"))).Message, StringComparison.Ordinal);
        Assert.Contains("given twice", Assert.Single(Configurations.Problems(() => Read("--beta=1", "--Beta=2"))).Message, StringComparison.Ordinal);

        static Sample Read(params string[] arguments) => Configurations.Read(new ConfigurationBuilder().AddObjectiveArguments("sample", arguments).Build());
    }

    [Fact]
    public void A_negative_number_is_a_value_and_not_an_option()
    {
        OptionProblem problem = Assert.Single(Configurations.Problems(() =>
            Configurations.Read(new ConfigurationBuilder().AddObjectiveArguments("sample", ["--beta", "-1"]).Build())));
        Assert.Equal("command line, --beta: 'beta' is '-1'; it must be a finite number greater than 0.", problem.ToString());
    }

    [Fact]
    public void An_objective_made_in_code_is_checked_on_request()
    {
        new Sample().Validate();
        OptionsException refusal = Assert.Throws<OptionsException>(() => new Sample { Beta = double.NaN, Count = 0, Shape = (Shape)9 }.Validate());
        Assert.Equal(
            ["Beta of 'sample' is NaN; it must be a finite number greater than 0.", "Count of 'sample' is 0; it must be a whole number at least 1 and at most 64.", "Shape of 'sample' is 9; it must be one of linear, far-away."],
            refusal.Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void A_default_out_of_its_range_is_reported_when_nothing_overrides_it()
    {
        Assert.Contains("Beta of 'wrong-default' is 2", Assert.Single(Configurations.Problems(() => WrongDefault.Describe().Read(Configurations.Of()))).Message, StringComparison.Ordinal);
        Assert.Equal(1, ((WrongDefault)WrongDefault.Describe().Read(Configurations.Of(("wrong-default:beta", "1")))).Beta);
    }

    [Fact]
    public void A_part_of_a_configuration_is_read_like_a_whole_one()
    {
        IConfiguration part = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("App:Paragon:Objectives:sample:beta", (string?)"0.9")]).Build().GetSection("App");
        Assert.Equal(0.9, Configurations.Read(part).Beta);
    }
}
