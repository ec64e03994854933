namespace Paragon.Models;

/// <summary>Writes a file whole or not at all: a killed process leaves the old file, never half of the new one.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, Action<FileStream> write)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string unfinished = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                // Without it the rename may reach the disk before the bytes do.
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, full, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
