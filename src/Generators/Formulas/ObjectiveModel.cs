using Paragon.Formulas;

namespace Paragon.Generators.Formulas;

/// <summary>The formulas of one objective: plain data, so that unrelated edits find it unchanged.</summary>
/// <param name="Namespace">Namespace of the record, empty for none.</param>
/// <param name="Type">Name of the record.</param>
/// <param name="Stages">Its formulas, in the order of the source.</param>
/// <param name="Features">What its formulas read of a completion's text, in the order of the source.</param>
/// <param name="Kernels">Source of its kernels; empty where it has no formula.</param>
/// <param name="Analytic">Source of its loss with the derivative in tensor operations; empty where it has no loss.</param>
internal sealed record ObjectiveModel(string Namespace, string Type, EquatableArray<StageModel> Stages, EquatableArray<FeatureModel> Features, string Kernels, string Analytic);

/// <summary>A feature of a completion.</summary>
/// <param name="Name">Name of its column.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Minimum">Smallest value, as C# source.</param>
/// <param name="Maximum">Largest value, as C# source.</param>
internal sealed record FeatureModel(string Name, string Method, string Minimum, string Maximum);

/// <summary>One formula, lowered and written.</summary>
/// <param name="Kind">Name of the stage's kind.</param>
/// <param name="Name">Name of the method.</param>
/// <param name="ParameterType">Type of its parameter, fully qualified.</param>
/// <param name="Level">Name of the parameter's level.</param>
/// <param name="Column">Column or metric that receives the result.</param>
/// <param name="Source">Text of the formula and of those it calls.</param>
/// <param name="Graph">Text of the graph of one element's value.</param>
/// <param name="WholeBatchReason">Why a batch cannot be computed in parts, or null.</param>
/// <param name="Statistics">Sums that must be known beforehand.</param>
/// <param name="Methods">Source of the tensor methods.</param>
/// <param name="HasTotal">Whether the stage has a method that reduces it to the batch.</param>
/// <param name="IsStatic">Whether the method reads no option.</param>
internal sealed record StageModel(
    string Kind, string Name, string ParameterType, string Level, string Column, string Source, string Graph, string? WholeBatchReason,
    EquatableArray<StatisticModel> Statistics, string Methods, bool HasTotal, bool IsStatic);

/// <summary>A sum over the whole batch.</summary>
/// <param name="Source">What is summed.</param>
/// <param name="Round">Round in which it can be summed.</param>
/// <param name="Code">Expression of it, with <c>self</c>, <c>batch</c> and <c>statistics</c> in scope.</param>
internal sealed record StatisticModel(string Source, int Round, string Code);
