namespace Paragon.Formulas.Tests.Operations;

/// <summary>Derivatives at ties and kinks are PyTorch's, so that published numbers match.</summary>
public sealed class GradientConventionTests
{
    [Theory]
    [InlineData("min", 0, 0.5, new double[] { 2, 2 })]
    [InlineData("min", 1, 0.5, new double[] { 2, 2 })]
    [InlineData("max", 0, 0.5, new double[] { 2, 2 })]
    [InlineData("max", 1, 0.5, new double[] { 2, 2 })]
    [InlineData("min", 0, 1, new double[] { 1, 2 })]
    [InlineData("max", 0, 0, new double[] { 1, 2 })]
    [InlineData("abs", 0, 0, new double[] { 0 })]
    [InlineData("root", 0, 0, new double[] { 0 })]
    [InlineData("clamp", 0, 1, new double[] { 1, 1, 3 })]
    [InlineData("clamp", 0, 1, new double[] { 3, 1, 3 })]
    [InlineData("clamp", 0, 0, new double[] { 4, 1, 3 })]
    [InlineData("clamp", 1, 1, new double[] { 0, 1, 3 })]
    [InlineData("clamp", 2, 1, new double[] { 4, 1, 3 })]
    public void A_derivative_at_a_kink_is_PyTorchs(string name, int argument, double expected, double[] arguments) =>
        Assert.Equal(expected, Samples.Derivative(OperationTable.Find(name)!, arguments, argument));
}
