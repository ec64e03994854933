using System.CommandLine;

namespace Paragon.Cli.Explanation;

internal static class ExplainCommand
{
    public static Command Create(ToolConsole console) => new("explain") { };
}
