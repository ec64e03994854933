using Paragon;
using Paragon.Training;
using Spectre.Console;

// Trains with what settings.json says; arguments win over it: dotnet run -- --steps 100 --clip-range 0.1
ConsoleTrainingView view = new(AnsiConsole.Console, isLive: !Console.IsOutputRedirected);
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // The run saves its state before it ends.
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    ObjectiveCatalogue catalogue = new(MethodNamespace.Objectives.All);
    TrainingRequest request = TrainingRequest.Read(catalogue, Path.Combine(AppContext.BaseDirectory, "settings.json"), args);
    using TrainingSession session = TrainingSession.Start(request, imitation: null, view);
    TrainingOutcome outcome = session.Run(stop.Token);
    view.Show(outcome);
    return outcome.Finished ? 0 : 1;
}
catch (Exception problem) when (problem is OptionsException or TrainingException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
