using System.Diagnostics;
using System.Globalization;

namespace Paragon.Comparison;

/// <summary>The other end of a worker.</summary>
internal sealed class Client : IDisposable
{
    // Debian's PyTorch belongs to Debian's Python.
    private static readonly string _python = Environment.GetEnvironmentVariable("PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");

    private readonly Process _process;

    private Client(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    /// <summary>A worker of this program.</summary>
    public static Client Of(string name, string implementation, int threads) =>
        new(name, Start(new ProcessStartInfo(Environment.ProcessPath!, ["worker", implementation, $"{threads}"])));

    /// <summary>A worker in Python, or null where Python has no PyTorch.</summary>
    public static Client? OfPython(string name, string folder, int threads)
    {
        ProcessStartInfo start = new(_python, [Path.Combine(AppContext.BaseDirectory, "eager.py"), folder, $"{threads}"]);
        // Settings for another library's processor make OpenBLAS slow here.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        using Process probe = Start(new ProcessStartInfo(_python, ["-c", "import torch"]) { RedirectStandardError = true });
        probe.WaitForExit();
        return probe.ExitCode == 0 ? new Client(name, Start(start)) : null;
    }

    public string Load(Case @case) => Ask($"load {@case}");

    /// <summary>Seconds by the clock and of the processor, of one run.</summary>
    public (double Clock, double Processor) Time(int times) =>
        Ask($"t {times}").Split(' ') is [string clock, string processor] ? (Number(clock), Number(processor)) : default;

    /// <summary>Bytes by which the process grew while it ran once.</summary>
    public double Memory() => Number(Ask("m"));

    public double[] Results() => [.. Ask("r").Split(' ').Select(Number)];

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        return Process.Start(start)!;
    }

    private string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The process of '{Name}' ended at '{line}'.");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
