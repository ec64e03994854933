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

    internal double Time(string form) => Ask('t', form);

    internal double Memory(string form) => Ask('m', form);

    internal double Difference(string form) => Ask('d', form);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private double Ask(char command, string form)
    {
        _process.StandardInput.WriteLine($"{command} {form}");
        return _process.StandardOutput.ReadLine() is { } answer
            ? double.Parse(answer, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The process that ran '{form}' ended without an answer.");
    }
}
