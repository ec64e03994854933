using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>What is true of AMFT's loss on the policy's own completions.</summary>
public sealed class AmftTests
{
    [Fact]
    public void Advantages_are_standardised_so_their_origin_and_scale_do_not_matter() => Check(batch =>
    {
        PackedBatch moved = batch.With("token", "advantage", [.. batch.Column("token", "advantage").Select(a => (3 * a) + 7)]);
        Property.Agree(new Amft().Gradient(batch), new Amft().Gradient(moved), 1e-6);
    });

    [Fact]
    public void On_policy_the_surrogate_is_0_and_the_bonus_for_entropy_is_left() => Check(batch =>
    {
        PackedBatch onPolicy = batch.OnPolicy();
        Amft amft = new() { EntropyCoefficient = 0.3 };
        Property.Agree(-0.3 * onPolicy.Column("token", "entropy").ToArray().Average(), amft.Values("PolicyLoss", onPolicy)[0]);
    });

    // One token alone has no deviation: that is an error.
    private static void Check(Action<PackedBatch> claim) => Property.Holds(
        batch =>
        {
            if (batch.Rows("token") > 1)
            {
                claim(batch.Filled("token", "response", 1));
            }
        },
        BatchGenerator.For(new Amft()));
}
