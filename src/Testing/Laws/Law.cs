namespace Paragon.Testing;

/// <summary>Which batches a law is tried on.</summary>
[Flags]
internal enum LawBatches
{
    /// <summary>Random ones.</summary>
    Random = 1,

    /// <summary>Those made extreme.</summary>
    Adversarial = 2,

    /// <summary>Both.</summary>
    All = Random | Adversarial,
}

/// <summary>Something that is true of every objective on every batch.</summary>
/// <param name="Name">The law as a claim.</param>
/// <param name="Batches">Batches that it is tried on.</param>
/// <param name="Violation">Where a batch breaks it, in words with numbers; null where the batch keeps it.</param>
internal sealed record Law(string Name, LawBatches Batches, Func<LawTrial, string?> Violation);
