namespace Paragon.Packages.Tests;

/// <summary>The tests that share one packing.</summary>
[CollectionDefinition(nameof(Packed))]
public sealed class Packed : ICollectionFixture<PackedRepository>;
