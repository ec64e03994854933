namespace Paragon.Cli.Tests;

/// <summary>What a command line gave: the real entry point, in this process, with its output held.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output, without the blanks at their ends.</summary>
    public string[] Lines => [.. Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    /// <summary>Runs a command line whose output is redirected.</summary>
    public static Task<ToolRun> Of(params string[] arguments) => Of(null, arguments);

    /// <summary>Runs a command line on a terminal of a width, or with its output redirected.</summary>
    public static async Task<ToolRun> Of(int? width, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exitCode = await Tool.Run(arguments, new ToolConsole(output, error, width));
        return new ToolRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
