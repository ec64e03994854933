using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Paragon;

/// <summary>Stops the start of a host whose configuration of objectives is wrong, before any other service starts.</summary>
internal sealed class ObjectiveStartupCheck(ObjectiveCatalogue objectives, IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        objectives.Check(configuration);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
