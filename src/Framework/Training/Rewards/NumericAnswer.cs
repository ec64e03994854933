using Paragon.Data;

namespace Paragon.Training;

/// <summary>
/// 1 where the completion ends with the right number, 0 where it does not. Numbers are read as GSM8K writes them: after
/// "####", with commas and a currency sign.
/// </summary>
/// <param name="numberCredit">Reward of a wrong number after the marker, in [0, 1). Default: 0, nothing but the answer counts.</param>
/// <param name="marker">What stands before the final number. Default: "####".</param>
public sealed class NumericAnswer(double numberCredit = 0, string marker = "####") : IRewardFunction
{
    /// <inheritdoc/>
    public string Name => "numeric answer";

    /// <inheritdoc/>
    public double Minimum => 0;

    /// <inheritdoc/>
    public double Maximum => 1;

    /// <inheritdoc/>
    public Feature Evaluate(Prompt prompt, CompletionText completion)
    {
        if (prompt.Answer is null || FinalAnswer.Of(prompt.Answer, marker) is not { } right)
        {
            return Feature.Failed($"{prompt.Place}: the row has no numeric answer to compare with.");
        }

        return FinalAnswer.Of(completion.Text, marker) is not { } given ? 0 : given == right ? 1 : numberCredit;
    }
}
