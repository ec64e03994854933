using System.Globalization;

namespace Paragon.Training;

/// <summary>The setting of how much a training on the policy's own completions imitates.</summary>
internal static class ImitationMix
{
    private const string Key = "imitation";
    private const string Learned = "learned";

    /// <summary>How the weight of imitation moves, or null where there is none.</summary>
    internal static ImitationWeightOptions? Of(TrainingSettings settings) => settings[Key] switch
    {
        null => null,
        Learned => new ImitationWeightOptions(),
        string share => new ImitationWeightOptions { Initial = Number(share), Minimum = 0, Maximum = 1, MetaRate = 0, EntropyRate = 0 },
    };

    internal static bool Allows(string text) => text == Learned || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
