using Paragon.Models;

namespace Paragon.Rollouts;

/// <summary>A completion that grows.</summary>
internal sealed class SampledRow(int prompt, int limit)
{
    private readonly List<int> _tokens = [];
    private readonly List<double> _logProbabilities = [];
    private bool _stopped;

    internal int Limit => limit;

    internal bool IsDone => _stopped || _tokens.Count == limit;

    internal SampledCompletion Completion => new(prompt, [.. _tokens], [.. _logProbabilities], _stopped);

    internal void Add(int id, double logProbability, HashSet<int> stop, int step)
    {
        if (!double.IsFinite(logProbability))
        {
            throw new ModelException($"The log-probability of token {step} of a completion of prompt {prompt} is {logProbability}. The weights have diverged: lower the learning rate, or clip the gradient, and go back to the last checkpoint.");
        }

        _tokens.Add(id);
        _logProbabilities.Add(logProbability);
        _stopped = stop.Contains(id);
    }
}
