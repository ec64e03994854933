namespace Paragon.Framework.Tests.Options;

public sealed class OptionDescriptorTests
{
    [Fact]
    public void Infinity_is_allowed_only_where_it_is_the_default()
    {
        OptionDescriptor cap = OptionDescriptor.Number("Cap", "cap", double.PositiveInfinity, "") with { Minimum = 1 };
        OptionDescriptor beta = OptionDescriptor.Number("Beta", "beta", 0.1, "") with { Minimum = 0 };

        Assert.True(cap.Allows(double.PositiveInfinity));
        Assert.False(cap.Allows(double.NegativeInfinity));
        Assert.False(cap.Allows(double.NaN));
        Assert.False(cap.Allows(0));
        Assert.False(beta.Allows(double.PositiveInfinity));
        Assert.Equal("a finite number at least 1, or Infinity for no limit", cap.Allowed);
    }
}
