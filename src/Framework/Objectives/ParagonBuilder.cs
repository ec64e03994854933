using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Paragon;

/// <summary>Adds objectives to a program's services. The generated AddObjectives() adds all of an assembly.</summary>
public sealed class ParagonBuilder
{
    internal ParagonBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Adds an objective: to the <see cref="ObjectiveCatalogue"/>, and as <c>IOptions</c>, <c>IOptionsSnapshot</c> and
    /// <c>IOptionsMonitor</c> of its type, read from <c>Paragon:Objectives:NAME</c>.
    /// </summary>
    public ParagonBuilder AddObjective<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>()
        where T : class, IObjective<T>
    {
        Services.AddSingleton(T.Describe());
        Services.TryAddTransient<IOptionsFactory<T>>(services => new ObjectiveOptionsFactory<T>(
            services.GetRequiredService<IConfiguration>(), services.GetServices<IValidateOptions<T>>()));
        Services.AddSingleton<IOptionsChangeTokenSource<T>>(services =>
            new ConfigurationChangeTokenSource<T>(services.GetRequiredService<IConfiguration>()));
        return this;
    }
}

/// <summary>Where a program's services meet Paragon.</summary>
public static class ParagonServices
{
    /// <summary>
    /// Adds Paragon. The configuration of all objectives is checked when the host starts; anything wrong stops the
    /// start with one <see cref="OptionsException"/>.
    /// </summary>
    public static ParagonBuilder AddParagon(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(provider => new ObjectiveCatalogue(provider.GetServices<ObjectiveDescriptor>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ObjectiveStartupCheck>());
        return new ParagonBuilder(services);
    }

    /// <summary>Adds arguments of a command line, all of which are options of one objective: <c>--beta 0.2 --average</c>.</summary>
    /// <param name="configuration">What they override.</param>
    /// <param name="objective">Name of the objective.</param>
    /// <param name="arguments">The arguments that nothing else took.</param>
    /// <exception cref="OptionsException">When built: an argument is no option, or is given twice.</exception>
    public static IConfigurationBuilder AddObjectiveArguments(this IConfigurationBuilder configuration, string objective, IReadOnlyList<string> arguments) =>
        configuration.Add(new ObjectiveArguments(objective, arguments));
}
