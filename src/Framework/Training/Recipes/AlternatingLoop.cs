using Paragon.Data;

namespace Paragon.Training;

/// <summary>Two loops on one policy, of which each step takes the one or the other by chance: DITTO's steps among steps of likelihood.</summary>
/// <remarks>Each loop has its own optimiser state and counts its own updates. The choices are a function of the seed and the step.</remarks>
/// <param name="steps">Steps of the whole, at least 1.</param>
/// <param name="share">Share of the steps that the second loop takes, in [0, 1].</param>
/// <param name="first">The first loop. Both are disposed of with this one.</param>
/// <param name="second">The second loop.</param>
/// <param name="seeds">Random numbers of the run.</param>
public sealed class AlternatingLoop(int steps, double share, ITrainingLoop first, ITrainingLoop second, Seeds seeds) : ITrainingLoop, IDisposable
{
    private const string Second = "second";
    private const string State = "state.json";
    private readonly double _share = share is >= 0 and <= 1 ? share : throw new TrainingException($"The share of the second loop is {share}; it must be in [0, 1].");

    /// <inheritdoc/>
    public int Steps => steps;

    /// <summary>Position of the first loop's data; that of the second is saved with the checkpoint's own files.</summary>
    public DataPosition Position => first.Position;

    /// <inheritdoc/>
    public StepReport Step(int step)
    {
        bool isSecond = seeds.Random("alternate", step).NextDouble() < _share;
        StepReport taken = (isSecond ? second : first).Step(step);
        return taken with { Values = taken.Values.Append(KeyValuePair.Create("second_loop", isSecond ? 1.0 : 0.0)).ToDictionary() };
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        // The policy stands at the top: that is where whoever continues the training looks for it.
        string own = Path.Combine(folder, Second);
        Directory.CreateDirectory(own);
        first.Save(folder);
        second.Save(own);
        Checkpoint.WriteState(Path.Combine(own, State), 0, second.Position);
    }

    /// <inheritdoc/>
    public void Load(string folder, DataPosition position)
    {
        first.Load(folder, position);
        string own = Path.Combine(folder, Second);
        second.Load(own, Checkpoint.ReadState(Path.Combine(own, State)).Position);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (first as IDisposable)?.Dispose();
        (second as IDisposable)?.Dispose();
    }
}
