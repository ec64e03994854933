using System.Diagnostics;
using System.Globalization;

namespace Paragon.LogProbs;

/// <summary>The other end of a <see cref="Worker"/>.</summary>
internal sealed class Client : IDisposable
{
    private readonly Process _process;

    internal Client(Shape shape, bool tuned, int threads)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["worker", shape.ToString(), tuned ? "tuned" : "plain", $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Seconds by the clock and of the processor.</summary>
    internal (double Clock, double Processor) Time(string form) => Ask('t', form).Split(' ') is [string clock, string processor] ? (Number(clock), Number(processor)) : default;

    internal double Memory(string form) => Number(Ask('m', form));

    internal double Difference(string form) => Number(Ask('d', form));

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(char command, string form)
    {
        _process.StandardInput.WriteLine($"{command} {form}");
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The process that ran '{form}' ended without an answer.");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
