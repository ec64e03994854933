using System.CommandLine;

namespace Paragon.Cli;

/// <summary>The tool: its commands, and what it makes of a command line.</summary>
internal static class Tool
{
    /// <summary>Exit code of a command that found something wrong: a failed case, an unknown name, a bad file.</summary>
    public const int Failed = 1;

    // After Ctrl-C a training ends its step and saves.
    private static readonly TimeSpan _timeToSave = TimeSpan.FromMinutes(10);

    /// <summary>Runs a command line; the exit code is 0 only if all went well.</summary>
    public static Task<int> Run(string[] arguments, ToolConsole console)
    {
        InvocationConfiguration configuration = new() { Output = console.Writer, Error = console.ErrorWriter, ProcessTerminationTimeout = _timeToSave };
        return Commands(console).Parse(arguments).InvokeAsync(configuration);
    }

    private static RootCommand Commands(ToolConsole console) => new("Objectives of reinforcement learning and preference optimisation: what there is, what it says, whether it is right.")
    {
        Listing.ListCommand.Create(console),
        Explanation.ExplainCommand.Create(console),
        Costs.CostCommand.Create(console),
        Verification.VerifyCommand.Create(console),
        Reproduction.ReproduceCommand.Create(console),
        Mutants.MutateCommand.Create(console),
        SchemaCommand.Create(console),
        Training.TrainCommand.Create(console),
    };
}
