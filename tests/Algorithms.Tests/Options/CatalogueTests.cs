using Microsoft.Extensions.Configuration;
using Published = Paragon.Algorithms.Objectives;

namespace Paragon.Algorithms.Tests.Options;

public sealed class CatalogueTests
{
    public static TheoryData<string> Names => [.. Published.All.Select(objective => objective.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_objective_is_made_from_its_defaults_and_says_what_it_is(string name)
    {
        ObjectiveDescriptor objective = new ObjectiveCatalogue(Published.All).Find(name);
        IObjective made = objective.Read(new ConfigurationBuilder().Build());
        Assert.Same(objective, made.Descriptor);
        Assert.NotEmpty(objective.Summary);
        Assert.NotEmpty(objective.Source);
        Assert.All(objective.Options, option =>
        {
            Assert.NotEmpty(option.Summary);
            Assert.False(double.IsNaN(made.Option(option.Name)));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_bounded_option_is_refused_just_outside_its_range(string name)
    {
        ObjectiveDescriptor objective = new ObjectiveCatalogue(Published.All).Find(name);
        foreach (OptionDescriptor option in objective.Options.Where(option => option.Kind == OptionKind.Number))
        {
            foreach (double outside in Outside(option))
            {
                string text = outside.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
                IConfiguration settings = new ConfigurationBuilder().AddObjectiveArguments(name, [$"--{option.Key}={text}"]).Build();
                OptionProblem problem = Assert.Single(Assert.Throws<OptionsException>(() => objective.Read(settings)).Problems);
                Assert.Equal($"command line, --{option.Key}: '{option.Key}' is '{text}'; it must be {option.Allowed}.", problem.ToString());
            }
        }
    }

    private static IEnumerable<double> Outside(OptionDescriptor option)
    {
        yield return double.NaN;
        if (option.Minimum is { } minimum)
        {
            yield return option.MinimumIsExclusive ? minimum : double.BitDecrement(minimum);
        }

        if (option.Maximum is { } maximum)
        {
            yield return option.MaximumIsExclusive ? maximum : double.BitIncrement(maximum);
        }
    }
}
