using System.CommandLine;
using Paragon.Goldens;
using Paragon.Testing;

namespace Paragon.Cli.Verification;

/// <summary>`paragon verify`.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string[]> files = new("FILE") { Description = "Golden files, folders of them, or patterns such as 'golden/00-dpo-*.json'.", Arity = ArgumentArity.OneOrMore };
        Option<string> backend = new("--backend") { Description = "How the formulas are computed.", HelpName = string.Join('|', BackendChoice.Names), DefaultValueFactory = _ => BackendChoice.All };
        backend.AcceptOnlyFromAmong(BackendChoice.Names);
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print only what failed, and the count." };
        Command command = new("verify", "Compare golden files with what every backend computes. A row for each case and quantity holds the largest |a - b| / (1 + |b|); exit code 1 if any differs.") { files, backend, quiet };
        command.SetAction(parsed => Verify(parsed.GetRequiredValue(files), BackendChoice.Backends(parsed.GetRequiredValue(backend)), parsed.GetValue(quiet), console));
        return command;
    }

    private static int Verify(string[] files, IBackend[] backends, bool quiet, ToolConsole console)
    {
        VerifyReport report = new(console, quiet);
        foreach (string file in GoldenPaths.Expand(files))
        {
            report.File(file, QuantityRow.Group(GoldenVerifier.Verify(file, GoldenCatalogue.All, backends)));
        }

        return report.Close();
    }
}
