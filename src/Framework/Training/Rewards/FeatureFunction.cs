namespace Paragon.Training;

/// <summary>A feature of a completion that an objective's formulas read as a column. Made by the generator from a method with <see cref="FeatureAttribute"/>.</summary>
/// <param name="Name">Name of the column of the completion.</param>
/// <param name="Minimum">Smallest value that it may have; checked at every call.</param>
/// <param name="Maximum">Largest value that it may have; checked at every call.</param>
/// <param name="Method">The method.</param>
public sealed record FeatureFunction(string Name, double Minimum, double Maximum, Func<Prompt, string, Feature> Method) : IRewardFunction
{
    /// <inheritdoc/>
    public Feature Evaluate(Prompt prompt, CompletionText completion) => Method(prompt, completion.Text);
}
