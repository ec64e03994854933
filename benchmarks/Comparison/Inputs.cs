using System.Runtime.InteropServices;

namespace Paragon.Comparison;

/// <summary>The numbers of a case, the same for every implementation: each reads them from one file.</summary>
internal static class Inputs
{
    /// <summary>The arrays of a case, in the order of its file.</summary>
    public static IReadOnlyDictionary<string, float[]> Of(Case @case)
    {
        Random random = new(7);
        Dictionary<string, float[]> arrays = [];
        if (@case.Kind == Case.LogProbabilities)
        {
            arrays["hidden"] = Each(@case.Rows * @case.Hidden, () => Normal(random));
            arrays["weight"] = Each(@case.Columns * @case.Hidden, () => Normal(random) / MathF.Sqrt(@case.Hidden));
            arrays["target"] = Each(@case.Rows, () => random.Next(@case.Columns));
            arrays["slope"] = Each(@case.Rows, () => Normal(random));
            return arrays;
        }

        int tokens = @case.Tokens;
        arrays["logp"] = Each(tokens, () => -3 * random.NextSingle());
        arrays["old"] = Near(arrays["logp"], random);
        arrays["ref"] = Near(arrays["logp"], random);
        arrays["advantage"] = Each(@case.Rows, () => Normal(random));
        arrays["reward"] = Each(@case.Rows, () => random.NextSingle());
        arrays["value"] = Each(tokens, () => Normal(random));
        arrays["old_value"] = Near(arrays["value"], random);
        arrays["return"] = Near(arrays["value"], random);
        arrays["token_advantage"] = Each(tokens, () => Normal(random));
        arrays["desirable"] = Each(@case.Rows, () => random.Next(2));
        arrays["response"] = Responses(@case, random);
        return arrays;
    }

    /// <summary>Writes a case's arrays one after another: what the implementation in Python reads.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, float[]> arrays)
    {
        using FileStream file = File.Create(path);
        foreach (float[] array in arrays.Values)
        {
            file.Write(MemoryMarshal.AsBytes(array.AsSpan()));
        }
    }

    private static float[] Near(float[] values, Random random) => [.. values.Select(value => value + (0.4f * (random.NextSingle() - 0.5f)))];

    /// <summary>Token ids: each completion follows the first of its prompt up to some token, and goes its own way from there.</summary>
    private static float[] Responses(Case @case, Random random)
    {
        float[] ids = Each(@case.Tokens, () => 1 + random.Next(1000));
        for (int row = 0; row < @case.Rows; row++)
        {
            int first = row / Case.Family * Case.Family;
            ids.AsSpan(first * @case.Columns, random.Next(@case.Columns)).CopyTo(ids.AsSpan(row * @case.Columns));
        }

        return ids;
    }

    private static float[] Each(int count, Func<float> value)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = value();
        }

        return values;
    }

    private static float Normal(Random random) => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
