using System.Runtime.CompilerServices;

namespace Paragon.Framework.Tests.Models;

/// <summary>The folder `shared` beside the repository: real models and data that a user's clone does not have.</summary>
internal static class SharedFiles
{
    internal static string Require(string path, [CallerFilePath] string thisFile = "")
    {
        string repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
        // A git worktree lies one folder deeper than the repository.
        foreach (string parent in (string[])["..", "../.."])
        {
            string full = Path.GetFullPath(Path.Combine(repository, parent, "shared", path));
            if (Directory.Exists(full) || File.Exists(full))
            {
                return full;
            }
        }

        Assert.Skip($"'shared/{path}' is not beside the repository; this test needs it.");
        return "";
    }
}
