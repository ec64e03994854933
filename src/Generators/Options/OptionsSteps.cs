namespace Paragon.Generators.Options;

/// <summary>Names of the steps, by which tests see what an edit runs again.</summary>
internal static class OptionsSteps
{
    /// <summary>Reads a record with its options.</summary>
    public const string Read = "ReadObjective";

    /// <summary>The part of it from which its other half is written.</summary>
    public const string Objective = "Objective";

    /// <summary>What could not be read.</summary>
    public const string Refusals = "RefusedOptions";

    /// <summary>The objectives that the assembly registers.</summary>
    public const string Registration = "Registration";
}
