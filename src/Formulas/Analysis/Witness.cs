namespace Paragon.Formulas;

/// <summary>An input at which a claim about a formula fails.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Options">Value of each option that the formula reads, by name.</param>
/// <param name="Row">Row of the formula's level at which it is seen.</param>
/// <param name="Text">The input and what it gives, on one line with numbers, as it stands in a warning.</param>
public sealed record Witness(IBatchData Batch, IReadOnlyDictionary<string, double> Options, int Row, string Text);
