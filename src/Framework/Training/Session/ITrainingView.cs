namespace Paragon.Training;

/// <summary>Where a training shows how it goes.</summary>
public interface ITrainingView
{
    /// <summary>Says something.</summary>
    void Say(string line);

    /// <summary>Shows a number of steps being taken.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="work">Takes the steps and reports each.</param>
    void Phase(string title, int steps, Action<Action<StepReport>> work);
}
