namespace Paragon.Testing.Tests.Laws;

public sealed class AdversaryTests
{
    [Fact]
    public void Policies_that_are_far_apart_differ_at_every_token()
    {
        BatchGenerator generator = BatchGenerator.For(new Logistic());
        Func<PackedBatch, PackedBatch> change = new Adversary(generator).Ways.Single(way => way.Name == "the policies are far apart").Change;
        generator.Check(
            batch =>
            {
                PackedBatch apart = change(batch);
                Assert.All(apart.Column("token", "logp").Zip(apart.Column("token", "ref_logp")), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 19, 20));
            },
            iter: 20);
    }
}
