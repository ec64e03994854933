using System.Runtime.Intrinsics;
using Paragon.Models;

namespace Paragon.Framework.Tests.Models.Vocabulary;

public sealed class VectorExponentialTests
{
    [Fact]
    public void Every_sampled_argument_is_within_two_units_in_the_last_place()
    {
        double worst = 0;
        for (float x = VectorExponential.Least; x <= 0; x += 0.00137f)
        {
            double expected = Math.Exp(x);
            float actual = VectorExponential.Of(Vector512.Create(x))[7];
            worst = Math.Max(worst, Math.Abs(actual - expected) / (MathF.BitIncrement((float)expected) - (float)expected));
        }

        Assert.InRange(worst, 0.4, 2);
    }

    [Fact]
    public void Exp_of_zero_is_one_and_what_is_not_a_number_stays_so()
    {
        Assert.Equal(1, VectorExponential.Of(Vector512<float>.Zero)[0]);
        Assert.True(float.IsNaN(VectorExponential.Of(Vector512.Create(float.NaN))[0]));
    }
}
