using Microsoft.Extensions.FileSystemGlobbing;

namespace Paragon.Cli.Verification;

/// <summary>The golden files that the arguments of the command line name: files, folders, and patterns that the shell left alone.</summary>
internal static class GoldenPaths
{
    private static readonly char[] _wildcards = ['*', '?'];

    /// <summary>The files, in the order of the arguments and by name within each; an argument that names none stands for itself.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> arguments) => [.. arguments.SelectMany(Expand).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Expand(string argument)
    {
        if (Directory.Exists(argument))
        {
            return OrItself(argument, Directory.GetFiles(argument, "*.json", SearchOption.AllDirectories));
        }

        if (File.Exists(argument) || argument.IndexOfAny(_wildcards) < 0)
        {
            return [argument];
        }

        // A pattern is matched below the folder before its first wildcard.
        int separator = argument.AsSpan(0, argument.IndexOfAny(_wildcards)).LastIndexOfAny('/', '\\');
        string folder = separator < 0 ? "." : argument[..(separator + 1)];
        string pattern = argument[(separator + 1)..];
        return Directory.Exists(folder) ? OrItself(argument, new Matcher().AddInclude(pattern).GetResultsInFullPath(folder)) : [argument];
    }

    private static IEnumerable<string> OrItself(string argument, IEnumerable<string> found)
    {
        string[] files = [.. found.Order(StringComparer.Ordinal)];
        return files.Length == 0 ? [argument] : files;
    }
}
