using Paragon.Data;

namespace Paragon.Training;

/// <summary>A training that goes step by step and can be left and taken up between two steps.</summary>
public interface ITrainingLoop
{
    /// <summary>Steps of the whole run.</summary>
    int Steps { get; }

    /// <summary>Place in the order of the data that the next step begins at.</summary>
    DataPosition Position { get; }

    /// <summary>Takes a step.</summary>
    /// <param name="step">Its number, from 0.</param>
    /// <exception cref="TrainingException">A loss, a gradient or a reward is out of bounds.</exception>
    StepReport Step(int step);

    /// <summary>Writes everything that changes while training to a folder.</summary>
    void Save(string folder);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(string folder, DataPosition position);
}
