namespace Paragon.Training;

/// <summary>How the learning rate goes on after the warm-up.</summary>
public enum LearningRateDecay
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls to a tenth along half a cosine (Loshchilov and Hutter 2017).</summary>
    Cosine,
}

/// <summary>The learning rate of each step: a linear warm-up, then constant or cosine.</summary>
/// <param name="Peak">Learning rate after the warm-up.</param>
/// <param name="WarmUpSteps">Steps over which it rises from 0; the first step already has a share of it.</param>
/// <param name="Decay">How it goes on.</param>
/// <param name="Steps">Steps of the whole run, where the cosine ends.</param>
public sealed record LearningRateSchedule(double Peak, int WarmUpSteps, LearningRateDecay Decay, int Steps)
{
    private const double FinalFraction = 0.1;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    public double At(int step)
    {
        if (step < WarmUpSteps)
        {
            return Peak * (step + 1) / WarmUpSteps;
        }

        double progress = Math.Clamp((step - WarmUpSteps) / (double)Math.Max(1, Steps - WarmUpSteps), 0, 1);
        return Decay == LearningRateDecay.Constant ? Peak
            : Peak * (FinalFraction + ((1 - FinalFraction) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
