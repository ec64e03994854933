using Microsoft.Win32.SafeHandles;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>A safetensors file open for reading; tensors are read one by one, straight into their own memory.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(string path, SafeFileHandle file, Dictionary<string, SafetensorsEntry> entries) => (_path, _file, _entries) = (path, file, entries);

    /// <summary>The tensors of the file, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _entries;

    /// <summary>Opens a file and checks its header: types, shapes, and that every tensor lies inside the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelException">The file is absent, cut short or malformed; the message names file and tensor.</exception>
    public static SafetensorsFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException($"{path} does not exist. A model folder in Hugging Face layout holds model.safetensors, or model.safetensors.index.json and its parts.");
        }

        SafeFileHandle file = File.OpenHandle(path);
        try
        {
            return new SafetensorsFile(path, file, SafetensorsHeader.Read(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor in the type it is stored in.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <returns>A tensor on the CPU; the caller's scope owns it.</returns>
    /// <exception cref="ModelException">There is no such tensor, or the file ends early.</exception>
    public Tensor Read(string name)
    {
        if (!_entries.TryGetValue(name, out SafetensorsEntry? entry))
        {
            throw new ModelException($"{_path} has no tensor '{name}'. It has {_entries.Count}: {string.Join(", ", _entries.Keys.Order(StringComparer.Ordinal).Take(5))}, ...");
        }

        Tensor tensor = empty([.. entry.Shape], dtype: entry.DataType);
        long offset = entry.Offset;
        TensorBytes.ForEachPiece(tensor, piece =>
        {
            while (piece.Length > 0)
            {
                int count = RandomAccess.Read(_file, piece, offset);
                if (count == 0)
                {
                    throw new ModelException($"{_path}: the file ends inside tensor '{name}'. Is the download complete?");
                }

                offset += count;
                piece = piece[count..];
            }
        });
        return tensor;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="tensors">Tensors of type F64, F32, F16 or BF16 on any device, with distinct names.</param>
    /// <exception cref="ModelException">A type cannot be written, or a name appears twice.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors) => SafetensorsWriter.Write(path, tensors);
}
