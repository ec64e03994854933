using System.Diagnostics;

namespace Paragon.Benchmarks.Kernels;

/// <summary>This program once more, in a process of its own, whose output goes where this one's goes.</summary>
internal static class Child
{
    public static void Run(IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Insert(0, typeof(Child).Assembly.Location);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Console.Out.Flush();
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The child process ended with {process.ExitCode}.");
        }
    }
}
