using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>The runs of unmasked tokens of a padded array, each as a completion.</summary>
internal sealed class TokenRuns
{
    private readonly GoldenReader _golden;
    private readonly GoldenArray _mask;
    private readonly List<(int Row, int First, int Last)> _runs = [];

    private TokenRuns(GoldenReader golden)
    {
        _golden = golden;
        _mask = golden.Input("mask");
        for (int row = 0; row < _mask.Shape[0]; row++)
        {
            for (int t = 0; t < Width; t++)
            {
                if (IsToken(row, t) && (t == 0 || !IsToken(row, t - 1)))
                {
                    _runs.Add((row, t, Enumerable.Range(t, Width - t).TakeWhile(u => IsToken(row, u)).Last()));
                }
            }
        }
    }

    private int Width => _mask.Shape[1];

    public static TokenRuns Of(GoldenReader golden) => new(golden);

    /// <summary>The packed batch with one column of the tokens; the completions have no reward of their own.</summary>
    public PackedBatch Batch(string column, GoldenArray values)
    {
        GoldenLayout layout = new(_golden);
        GoldenAxis completions = layout.Root("completion", _runs.Count);
        int longest = _runs.Max(run => run.Last - run.First + 1);
        GoldenArray mask = GoldenArray.Filled(0, _runs.Count, longest);
        GoldenArray each = GoldenArray.Filled(0, _runs.Count, longest);
        for (int i = 0; i < _runs.Count; i++)
        {
            (int row, int first, int last) = _runs[i];
            for (int t = first; t <= last; t++)
            {
                mask.Values[(i * longest) + t - first] = 1;
                each.Values[(i * longest) + t - first] = values[row, t];
            }
        }

        return layout
            .Column(completions, "reward", GoldenArray.Filled(0, _runs.Count))
            .Column(layout.Under(completions, "token", mask), column, each)
            .Batch();
    }

    /// <summary>The packed values as a padded array, 0 where masked.</summary>
    public GoldenArray Unpack(double[] packed)
    {
        GoldenArray padded = GoldenArray.Filled(0, _mask.Shape);
        int token = 0;
        foreach ((int row, int first, int last) in _runs)
        {
            for (int t = first; t <= last; t++)
            {
                padded.Values[(row * Width) + t] = packed[token++];
            }
        }

        return padded;
    }

    /// <summary>The returns as verl leaves them: at a masked place, its own reward and the discounted return of the place after it, if that is a token.</summary>
    public GoldenArray Returns(double[] packed, GoldenArray rewards, double discount)
    {
        GoldenArray padded = Unpack(packed);
        for (int row = 0; row < _mask.Shape[0]; row++)
        {
            for (int t = 0; t < Width; t++)
            {
                if (!IsToken(row, t))
                {
                    padded.Values[(row * Width) + t] = rewards[row, t] + (t + 1 < Width && IsToken(row, t + 1) ? discount * padded[row, t + 1] : 0);
                }
            }
        }

        return padded;
    }

    private bool IsToken(int row, int t) => _mask[row, t] != 0;
}
