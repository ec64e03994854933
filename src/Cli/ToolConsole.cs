using System.Globalization;
using Spectre.Console;

namespace Paragon.Cli;

/// <summary>Where the tool writes: a terminal with colours and a width, or a file or pipe with neither.</summary>
internal sealed class ToolConsole
{
    /// <summary>Width of a line that nobody sees: lines of a redirected output are not broken.</summary>
    private const int Unbroken = 10_000;

    /// <summary>Writes to two writers.</summary>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives what went wrong.</param>
    /// <param name="width">Columns of the terminal, or null where the output is redirected.</param>
    public ToolConsole(TextWriter output, TextWriter error, int? width)
    {
        (Writer, ErrorWriter, IsRedirected) = (output, error, width is null);
        Width = width ?? Unbroken;
        Out = Create(output, Width, isTerminal: false);
        Error = Create(error, Width, isTerminal: false);
    }

    private ToolConsole(TextWriter output, TextWriter error, int? width, bool isTerminal)
        : this(output, error, width)
    {
        Out = Create(output, Width, isTerminal);
        Error = Create(error, Width, isTerminal && !Console.IsErrorRedirected);
    }

    /// <summary>The writer behind <see cref="Out"/>, for what must reach a program as it is.</summary>
    public TextWriter Writer { get; }

    /// <summary>The writer behind <see cref="Error"/>.</summary>
    public TextWriter ErrorWriter { get; }

    /// <summary>Whether the output goes to a file or pipe.</summary>
    public bool IsRedirected { get; }

    /// <summary>Columns of a line.</summary>
    public int Width { get; }

    /// <summary>Receives results.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Receives what went wrong.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>The console of the process. A width in the variable COLUMNS wins, also where the output is redirected.</summary>
    public static ToolConsole OfProcess()
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        bool isTerminal = !Console.IsOutputRedirected;
        int? width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns >= 40 ? columns
            : isTerminal ? Math.Max(40, Console.WindowWidth)
            : null;
        return new ToolConsole(Console.Out, Console.Error, width, isTerminal);
    }

    /// <summary>Writes what went wrong and gives the exit code that says so.</summary>
    public int Fail(string message)
    {
        Error.MarkupLine($"[red]{Markup.Escape(message)}[/]");
        return Tool.Failed;
    }

    private static IAnsiConsole Create(TextWriter writer, int width, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
