namespace Paragon.Data;

/// <summary>How far the data were used, to be saved with a checkpoint.</summary>
/// <param name="Epoch">Passes that were finished.</param>
/// <param name="Taken">Examples taken in this pass.</param>
/// <param name="Order">What the order depends on: the seed, the shuffled window and the file.</param>
public sealed record DataPosition(int Epoch, long Taken, string Order);
