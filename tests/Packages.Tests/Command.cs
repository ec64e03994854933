using System.Diagnostics;

namespace Paragon.Packages.Tests;

/// <summary>Runs a program as a user would, away from the environment of this test run.</summary>
internal static class Command
{
    // What the outer `dotnet test` leaves in the environment and an inner `dotnet` would take for its own.
    private static readonly string[] _inherited = ["MSBUILD", "TESTINGPLATFORM", "VSTEST", "XUNIT", "DOTNET_CLI_TELEMETRY_SESSIONID"];

    internal static Task<string> Dotnet(string folder, string? packageCache, params string[] arguments) =>
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, packageCache, arguments);

    /// <summary>Runs to the end and returns everything printed; an exit code other than 0 fails the test and shows it.</summary>
    internal static async Task<string> Run(string program, string folder, string? packageCache, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build server that outlives the command would keep the output pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        if (packageCache is not null)
            start.Environment["NUGET_PACKAGES"] = packageCache;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var output = string.Join('\n', printed);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} in {folder} ended with {process.ExitCode}:\n{output}");
        return output;
    }

    private static bool IsInherited(string name) =>
        _inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
