using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>What the reference code leaves at masked places, which a packed batch does not have.</summary>
internal static class PaddedOutputs
{
    /// <summary>A value of each completion given to its tokens; 0 where masked.</summary>
    public static GoldenArray Spread(this TokenLayout batch, double[] values)
    {
        int width = batch.Tokens.Shape[1];
        return new GoldenArray(
            batch.Tokens.Rows.Select((row, place) => row < 0 ? 0 : values[batch.Completions.Rows[place / width]]).ToArray(),
            batch.Tokens.Shape);
    }

    /// <summary>A value of each token; where masked, that of the next token that is not, and 0 after the last.</summary>
    public static GoldenArray Carry(this TokenLayout batch, double[] values)
    {
        GoldenArray padded = batch.Tokens.Unpack(values);
        int width = batch.Tokens.Shape[1];
        for (int place = padded.Values.Length - 1; place >= 0; place--)
        {
            if (batch.Tokens.Rows[place] < 0 && place % width < width - 1)
            {
                padded.Values[place] = padded.Values[place + 1];
            }
        }

        return padded;
    }

    /// <summary>The padded values with those at masked places replaced.</summary>
    public static GoldenArray WhereMasked(this GoldenArray padded, TokenLayout batch, Func<int, double> value) =>
        padded with { Values = padded.Values.Select((own, place) => batch.Tokens.Rows[place] < 0 ? value(place) : own).ToArray() };

    /// <summary>The layout with rewards of tokens from 'token_rewards' and none of completions.</summary>
    public static TokenLayout TokenRewards(this TokenLayout batch)
    {
        batch.Layout.Column(batch.Completions, "reward", GoldenArray.Filled(0, batch.Completions.Shape));
        return batch.Token("reward", "token_rewards");
    }

    /// <summary>The values of a formula on a batch of its own.</summary>
    public static double[] Values(this IBackend backend, IObjective objective, string stage, PackedBatch batch) =>
        backend.Values(objective, objective.Stages.Single(found => found.Name == stage), batch);
}
