using System.Runtime.CompilerServices;

namespace Paragon.Tests;

/// <summary>Compares a text with the file beside the test that a person has reviewed.</summary>
internal static class Snapshot
{
    /// <summary>Fails when the text is not that of NAME.verified.EXTENSION beside the test, and leaves it as NAME.received.EXTENSION to look at.</summary>
    public static void Matches(string actual, string name, string extension = "cs", [CallerFilePath] string test = "")
    {
        string folder = Path.GetDirectoryName(test)!;
        string verified = Path.Combine(folder, $"{name}.verified.{extension}"), received = Path.Combine(folder, $"{name}.received.{extension}");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(expected is null
            ? $"{name}.verified.{extension} does not exist. Review {name}.received.{extension} beside the test and rename it."
            : $"{name}.received.{extension} differs from {name}.verified.{extension} {FirstDifference(expected, actual)}. Review the two; if the new one is right, rename it.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n'), right = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i], Math.Min(left.Length, right.Length));
        return $"from line {line + 1}:\n- {left.ElementAtOrDefault(line)}\n+ {right.ElementAtOrDefault(line)}\n";
    }
}
