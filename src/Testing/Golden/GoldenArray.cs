using System.Text.Json;

namespace Paragon.Testing;

/// <summary>A number or an array of numbers of a golden file, rows one after another. A null of the file is NaN.</summary>
/// <param name="Values">The numbers, the last index fastest.</param>
/// <param name="Shape">Length along each index; empty for one number.</param>
public sealed record GoldenArray(double[] Values, int[] Shape)
{
    /// <summary>One number.</summary>
    public static GoldenArray Scalar(double value) => new([value], []);

    /// <summary>A list of numbers.</summary>
    public static GoldenArray Vector(params double[] values) => new(values, [values.Length]);

    /// <summary>An array in which every number is the same.</summary>
    public static GoldenArray Filled(double value, params int[] shape) =>
        new(Enumerable.Repeat(value, Size(shape)).ToArray(), shape);

    /// <summary>Arrays [B, T] as one [B, arrays, T], narrower ones filled up with 0.</summary>
    public static GoldenArray Stack(params GoldenArray[] arrays)
    {
        int rows = arrays[0].Shape[0];
        int width = arrays.Max(array => array.Shape[1]);
        GoldenArray stacked = Filled(0, rows, arrays.Length, width);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                int own = arrays[i].Shape[1];
                Array.Copy(arrays[i].Values, row * own, stacked.Values, ((row * arrays.Length) + i) * width, own);
            }
        }

        return stacked;
    }

    /// <summary>The number, of an array that holds just one.</summary>
    public double Single => Values.Length == 1 ? Values[0] : throw new GoldenException($"One number was asked of an array of shape {Text(Shape)}.");

    /// <summary>The number at a row and a column, of an array with two indices.</summary>
    public double this[int row, int column] => Values[(row * Shape[1]) + column];

    /// <summary>The shape as messages print it.</summary>
    public string ShapeText => Text(Shape);

    /// <summary>The same array with each number replaced.</summary>
    public GoldenArray Select(Func<double, double> value) => this with { Values = Values.Select(value).ToArray() };

    /// <summary>The indices of a place as messages print them: [2, 0].</summary>
    public string Index(int place)
    {
        int[] index = new int[Shape.Length];
        for (int i = Shape.Length - 1; i >= 0; i--)
        {
            index[i] = place % Shape[i];
            place /= Shape[i];
        }

        return Text(index);
    }

    internal static int Size(int[] shape) => shape.Aggregate(1, (size, length) => size * length);

    internal static string Text(int[] numbers) => $"[{string.Join(", ", numbers)}]";

    /// <summary>Reads a number, null, a truth value, or arrays of them of equal length.</summary>
    /// <exception cref="GoldenException">A row has another length or a value is no number; the message begins with <paramref name="where"/>.</exception>
    internal static GoldenArray Read(JsonElement json, string where)
    {
        List<int> shape = [];
        for (JsonElement inner = json; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            shape.Add(inner.GetArrayLength());
            if (inner.GetArrayLength() == 0)
            {
                break;
            }
        }

        List<double> values = [];
        Fill(json, 0, shape, values, where);
        return new GoldenArray([.. values], [.. shape]);
    }

    internal static double Number(JsonElement json, string where) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => json.GetString()!.TrimStart('+').ToLowerInvariant() switch
        {
            "nan" => double.NaN,
            "inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ => throw new GoldenException($"{where}: '{json.GetString()}' is no number."),
        },
        _ => throw new GoldenException($"{where}: a number was expected, and there is {json.ValueKind} {json.GetRawText()}."),
    };

    private static void Fill(JsonElement json, int depth, List<int> shape, List<double> values, string where)
    {
        if (depth == shape.Count)
        {
            values.Add(Number(json, where));
            return;
        }

        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != shape[depth])
        {
            string found = json.ValueKind == JsonValueKind.Array ? $"{json.GetArrayLength()} entries" : json.GetRawText();
            throw new GoldenException($"{where}: the array's rows differ in length: {shape[depth]} entries were expected at depth {depth}, and there is {found}.");
        }

        foreach (JsonElement inner in json.EnumerateArray())
        {
            Fill(inner, depth + 1, shape, values, where);
        }
    }
}
