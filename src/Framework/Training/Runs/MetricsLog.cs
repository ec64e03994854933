using System.Text;
using System.Text.Json;

namespace Paragon.Training;

/// <summary>The values of every step as JSON Lines, one object a step.</summary>
public sealed class MetricsLog : IDisposable
{
    private readonly FileStream _stream;

    /// <summary>Opens the log of a run at a step: what a killed run wrote of later steps is cut off.</summary>
    /// <param name="path">The file; made if absent.</param>
    /// <param name="step">First step that will be written.</param>
    public MetricsLog(string path, int step)
    {
        string[] kept = File.Exists(path) ? [.. File.ReadLines(path).Take(step)] : [];
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        foreach (string line in kept)
        {
            _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        _stream.Flush();
    }

    /// <summary>Writes a step.</summary>
    public void Write(StepReport report)
    {
        using (Utf8JsonWriter writer = new(_stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", report.Step);
            foreach ((string name, double value) in report.Values)
            {
                writer.WriteNumber(name, value);
            }

            if (report.SkippedBecause is { } reason)
            {
                writer.WriteString("skipped", reason);
            }

            writer.WriteEndObject();
        }

        _stream.Write("\n"u8);
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
