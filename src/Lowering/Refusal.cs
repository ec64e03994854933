using Microsoft.CodeAnalysis;

namespace Paragon.Lowering;

/// <summary>A place of a formula that the language does not have: what stands there, and what to write instead.</summary>
/// <param name="Id">Number of the rule, PAR1xx.</param>
/// <param name="Message">A sentence that names the construct, and the next step.</param>
/// <param name="Location">Where it stands.</param>
public sealed record Refusal(string Id, string Message, Location Location);

/// <summary>Ends the lowering of one formula.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>The numbers of the refusals, PAR1xx: the formula language.</summary>
public static class RefusalIds
{
    /// <summary>A construct that the language does not have.</summary>
    public const string Construct = "PAR101";

    /// <summary>A call to a method that is no formula.</summary>
    public const string Call = "PAR102";

    /// <summary>A formula that calls itself.</summary>
    public const string Recursion = "PAR103";

    /// <summary>A neighbour or an optional link that is followed without asking whether it exists.</summary>
    public const string Unguarded = "PAR104";

    /// <summary>An option of a type that cannot be bound.</summary>
    public const string OptionType = "PAR105";

    /// <summary>A formula whose parameter or result is of another type than the language's.</summary>
    public const string Signature = "PAR106";

    /// <summary>A lambda that uses an element which the set does not determine.</summary>
    public const string Reach = "PAR107";

    /// <summary>A discount that changes within the range.</summary>
    public const string Rate = "PAR108";

    /// <summary>A local that is assigned after its declaration.</summary>
    public const string Assignment = "PAR109";
}
