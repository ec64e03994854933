namespace Paragon;

/// <summary>An objective with state that passes from one batch to the next: options whose next values are among its own metrics.</summary>
/// <remarks>
/// The state is the options, so that a checkpoint that stores the objective's options stores it, and a formula reads it
/// like any other option. A trainer replaces the objective after every update.
/// </remarks>
public interface ICarriesState
{
    /// <summary>The objective for the next batch.</summary>
    /// <param name="metrics">The metrics of the batch that the update was made with, by name.</param>
    /// <exception cref="KeyNotFoundException">A metric that the state is made of is absent.</exception>
    IObjective Next(IReadOnlyDictionary<string, double> metrics);
}
