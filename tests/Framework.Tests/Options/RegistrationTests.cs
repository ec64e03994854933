using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Paragon.Framework.Tests.Options;

public sealed class RegistrationTests
{
    [Fact]
    public void Every_objective_of_the_assembly_is_registered()
    {
        using ServiceProvider services = Services(Configurations.Of());
        ObjectiveCatalogue catalogue = services.GetRequiredService<ObjectiveCatalogue>();
        Assert.Equal(Objectives.All.Select(objective => objective.Name), catalogue.All.Select(objective => objective.Name));
        Assert.Subset(catalogue.All.Select(objective => objective.Name).ToHashSet(), new HashSet<string> { "sample", "from-environment", "wrong-default" });
        Assert.Same(Sample.Describe(), catalogue.Find("Sample"));
    }

    [Fact]
    public void Options_of_an_objective_come_from_its_section()
    {
        using ServiceProvider services = Services(Configurations.Of(("sample:beta", "0.7")));
        Assert.Equal(new Sample { Beta = 0.7 }, services.GetRequiredService<IOptions<Sample>>().Value);
        using IServiceScope scope = services.CreateScope();
        Assert.Equal(new Sample { Beta = 0.7 }, scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<Sample>>().Value);
    }

    [Fact]
    public void A_monitor_sees_a_changed_source()
    {
        IConfigurationRoot configuration = Configurations.Of(("sample:beta", "0.7"));
        using ServiceProvider services = Services(configuration);
        IOptionsMonitor<Sample> monitor = services.GetRequiredService<IOptionsMonitor<Sample>>();
        Assert.Equal(0.7, monitor.CurrentValue.Beta);
        List<double> seen = [];
        using IDisposable? subscription = monitor.OnChange(sample => seen.Add(sample.Beta));
        configuration["Paragon:Objectives:sample:beta"] = "0.9";
        configuration.Reload();
        Assert.Equal([0.9], seen);
        Assert.Equal(0.9, monitor.CurrentValue.Beta);
    }

    [Fact]
    public void A_check_of_the_users_own_refuses_too()
    {
        ServiceCollection collection = Collection(Configurations.Of());
        collection.AddSingleton<IValidateOptions<Sample>>(new ValidateOptions<Sample>(null, sample => sample.Beta > 1, "Beta must be large here."));
        using ServiceProvider services = collection.BuildServiceProvider();
        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<Sample>>().Value);
        Assert.Equal(["Beta must be large here."], refusal.Failures);
    }

    [Fact]
    public async Task A_host_with_a_wrong_configuration_does_not_start_and_says_all()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("Paragon:Objectives:sampel:beta", (string?)"0.1"),
            KeyValuePair.Create("Paragon:Objectives:sample:betta", (string?)"0.1"),
            KeyValuePair.Create("Paragon:Objectives:sample:count", (string?)"0"),
            KeyValuePair.Create("Paragon:Objectives:wrong-default:beta", (string?)"1"),
        ]);
        builder.Services.AddParagon().AddObjectives();
        using IHost host = builder.Build();
        OptionsException refusal = await Assert.ThrowsAsync<OptionsException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, refusal.Problems.Count);
        Assert.Contains("There is no objective 'sampel'. Did you mean 'sample'?", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("has no option 'betta'. Did you mean 'beta'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'count' is '0'; it must be a whole number at least 1 and at most 64.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_a_right_configuration_starts()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = ["--clip-low", "0.3"] });
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Paragon:Objectives:wrong-default:beta", (string?)"1")]);
        builder.Services.AddParagon().AddObjectives();
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, host.Services.GetRequiredService<IOptions<WrongDefault>>().Value.Beta);
        Assert.Equal(0.3, host.Services.GetRequiredService<IOptions<Sample>>().Value.ClipLow);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_unknown_objective_names_the_nearest()
    {
        ObjectiveCatalogue catalogue = new(Objectives.All);
        Assert.Contains("Did you mean 'wrong-default'?", Assert.Throws<OptionsException>(() => catalogue.Find("wrongdefalt")).Message, StringComparison.Ordinal);
        Assert.Contains("Known are from-environment, ", Assert.Throws<OptionsException>(() => catalogue.Find("xyzzy")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_objectives_of_one_name_are_refused() => Assert.Contains(
        "are both the objective 'sample'",
        Assert.Throws<InvalidOperationException>(() => new ObjectiveCatalogue([Sample.Describe(), Sample.Describe() with { Type = "Another" }])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Registering_twice_is_registering_once()
    {
        ServiceCollection collection = Collection(Configurations.Of());
        collection.AddParagon().AddObjectives();
        using ServiceProvider services = collection.BuildServiceProvider();
        Assert.Equal(Objectives.All.Count, services.GetRequiredService<ObjectiveCatalogue>().All.Count);
    }

    private static ServiceProvider Services(IConfiguration configuration) => Collection(configuration).BuildServiceProvider();

    private static ServiceCollection Collection(IConfiguration configuration)
    {
        ServiceCollection services = new();
        services.AddSingleton(configuration);
        services.AddParagon().AddObjectives();
        return services;
    }
}
