using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Models;

public sealed class SafetensorsTests
{
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Every_type_and_shape_returns_bit_for_bit(ScalarType type)
    {
        using TemporaryFolder folder = new();
        Gen.Int[0, 4].Array[0, 3].List[0, 4].Check(
            shapes =>
            {
                using DisposeScope scope = NewDisposeScope();
                Dictionary<string, Tensor> tensors = shapes
                    .Select((shape, index) => (Name: $"t{index}.weight", Value: randn(shape.Select(size => (long)size).ToArray()).to(type)))
                    .ToDictionary(t => t.Name, t => t.Value);
                SafetensorsFile.Write(folder.File("t.safetensors"), tensors);
                using SafetensorsFile file = SafetensorsFile.Open(folder.File("t.safetensors"));
                return file.Entries.Count == tensors.Count && tensors.All(t =>
                {
                    Tensor read = file.Read(t.Key);
                    return read.dtype == type && read.shape.SequenceEqual(t.Value.shape) && read.Equals(t.Value);
                });
            },
            iter: 50);
    }

    [Fact]
    public void A_view_is_written_in_its_own_order()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Tensor turned = arange(6, ScalarType.Float32).view(2, 3).t();
        SafetensorsFile.Write(folder.File("t.safetensors"), [new("t", turned)]);
        using SafetensorsFile file = SafetensorsFile.Open(folder.File("t.safetensors"));
        Assert.True(file.Read("t").Equals(turned));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_other()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        SafetensorsFile.Write(folder.File("t.safetensors"), [new("t", ones(2))]);
        byte[] before = File.ReadAllBytes(folder.File("t.safetensors"));
        Assert.Throws<ModelException>(() => SafetensorsFile.Write(folder.File("t.safetensors"), [new("t", ones(2, ScalarType.Int32))]));
        Tensor freed = ones(3);
        freed.Dispose();
        Assert.ThrowsAny<Exception>(() => SafetensorsFile.Write(folder.File("t.safetensors"), [new("t", freed)]));
        Assert.Equal(before, File.ReadAllBytes(folder.File("t.safetensors")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", 8, "not valid JSON")]
    [InlineData("""[1]""", 8, "expected an object")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "tensor 't' lies at bytes 0 to 8, outside the 7 bytes of data")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "tensor 't' lies at bytes 8 to 0")]
    [InlineData("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "tensor 't' has 8 bytes, but shape [3] of F32 needs 12")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "more bytes than can be counted")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", 8, "tensor 't' has no 'dtype'")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "tensor 't' has no 'dtype'")]
    [InlineData("""{"t":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}}""", 2, "tensor 't' has dtype I8; supported are F64, F32, F16, BF16")]
    [InlineData("""{"t":7}""", 0, "tensor 't' has no 'dtype'")]
    public void A_malformed_header_is_refused_with_the_reason(string header, int dataLength, string message)
    {
        using TemporaryFolder folder = new();
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        File.WriteAllBytes(folder.File("t.safetensors"), file);
        ModelException error = Assert.Throws<ModelException>(() => SafetensorsFile.Open(folder.File("t.safetensors")));
        Assert.Contains(message, error.Message);
        Assert.Contains("t.safetensors", error.Message);
    }

    [Fact]
    public void Any_file_cut_short_anywhere_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        SafetensorsFile.Write(folder.File("t.safetensors"), [new("a", ones(3)), new("b", ones(2, 2))]);
        byte[] whole = File.ReadAllBytes(folder.File("t.safetensors"));
        Gen.Int[0, whole.Length - 1].Check(
            length =>
            {
                File.WriteAllBytes(folder.File("cut.safetensors"), whole[..length]);
                Assert.Throws<ModelException>(() => SafetensorsFile.Open(folder.File("cut.safetensors")));
            },
            iter: 100);
    }
}
