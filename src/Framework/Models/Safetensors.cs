using TorchSharp;

namespace Paragon.Models;

/// <summary>Place and type of one tensor in a safetensors file.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="DataType">TorchSharp's type: Float64, Float32, Float16 or BFloat16.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a single number.</param>
/// <param name="Offset">First byte in the file.</param>
/// <param name="ByteLength">Number of bytes.</param>
public sealed record SafetensorsEntry(string Name, torch.ScalarType DataType, IReadOnlyList<long> Shape, long Offset, long ByteLength);

/// <summary>The names of the number types that safetensors files hold and TorchSharp computes with.</summary>
internal static class SafetensorsTypes
{
    internal const string Known = "F64, F32, F16, BF16";

    internal static torch.ScalarType? Parse(string? name) => name switch
    {
        "F64" => torch.ScalarType.Float64,
        "F32" => torch.ScalarType.Float32,
        "F16" => torch.ScalarType.Float16,
        "BF16" => torch.ScalarType.BFloat16,
        _ => null,
    };

    internal static string Name(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float64 => "F64",
        torch.ScalarType.Float32 => "F32",
        torch.ScalarType.Float16 => "F16",
        torch.ScalarType.BFloat16 => "BF16",
        _ => throw new ModelException($"A tensor of type {type} cannot be written as safetensors; supported are {Known}."),
    };

    internal static int Size(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float64 => 8,
        torch.ScalarType.Float32 => 4,
        _ => 2,
    };
}
