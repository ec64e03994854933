using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>The adapters of all golden methods that the project knows.</summary>
public static class GoldenCatalogue
{
    /// <summary>The adapters, by family.</summary>
    public static IReadOnlyList<GoldenAdapter> All { get; } =
    [
        .. PreferenceGoldens.All,
        .. PolicyGradientGoldens.All,
        .. CreditAssignmentGoldens.All,
        .. ShapingGoldens.All,
        .. ProcessRewardGoldens.All,
        .. AlignmentGoldens.All,
        .. PackedGoldens.All,
    ];
}
