using System.CommandLine;
using Paragon.Algorithms;

namespace Paragon.Cli;

/// <summary>`paragon schema`.</summary>
internal static class SchemaCommand
{
    public static Command Create(ToolConsole console)
    {
        Option<FileInfo?> file = new("--output", "-o") { Description = "File to write; standard output where none is given.", HelpName = "FILE" };
        Command command = new("schema", "Write the JSON schema of a settings file, from which editors complete and check the options of every objective.") { file };
        command.SetAction(parsed => Write(parsed.GetValue(file), console));
        return command;
    }

    private static void Write(FileInfo? file, ToolConsole console)
    {
        string schema = ObjectiveSchema.Write(Objectives.All);
        if (file is null)
        {
            console.Writer.Write(schema);
        }
        else
        {
            File.WriteAllText(file.FullName, schema);
        }
    }
}
