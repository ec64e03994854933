namespace Paragon;

/// <summary>Marks a partial record as an objective: its options are its init properties, its formulas its attributed methods.</summary>
/// <param name="name">Name by which the tool and configuration know it: lower case, words joined by '-'.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectiveAttribute(string name) : Attribute
{
    /// <summary>Name by which the tool and configuration know it.</summary>
    public string Name { get; } = name;

    /// <summary>Where the method is defined, for `paragon list`: paper, year, equation. The summary's citation when absent.</summary>
    public string? Source { get; init; }
}

/// <summary>Marks a static partial class whose public methods are formulas that other assemblies may call.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FormulaLibraryAttribute : Attribute;

/// <summary>A formula that shapes a reward. Computed once for a rollout; a constant for every gradient.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RewardAttribute : Attribute
{
    /// <summary>Column of the formula's level that receives the result.</summary>
    public string Into { get; init; } = "reward";
}

/// <summary>A formula that gives credit. Computed once for a rollout over whole groups; a constant for every gradient.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AdvantageAttribute : Attribute
{
    /// <summary>Column of the formula's level that receives the result. An advantage of a completion is given to each of its tokens.</summary>
    public string Into { get; init; } = "advantage";
}

/// <summary>
/// A formula to minimise. On <see cref="Pair"/>, <see cref="Completion"/> or <see cref="Token"/> it means the mean over
/// that level; anything else takes the <see cref="Batch"/> and says so. The losses of one objective are added.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LossAttribute : Attribute;

/// <summary>A quantity that is logged with the loss, without gradient; a mean over its level unless it takes the <see cref="Batch"/>.</summary>
/// <param name="name">Name in the log; the method's name in lower case when absent.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MetricAttribute(string? name = null) : Attribute
{
    /// <summary>Name in the log.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// A feature of a completion: a static method of the prompt and the completion's text for what is not arithmetic (does the
/// answer parse, is the SQL valid). It declares its range, which is checked whenever it runs, and enters formulas as a column
/// of the completion with this name. What it cannot tell is <c>Feature.Failed(reason)</c>, never a silent 0.
/// </summary>
/// <param name="column">Name of the column.</param>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value; infinite ends are a range too.</param>
/// <example><code>
/// [Feature("is_short", 0, 1)]
/// private static Feature IsShort(Prompt prompt, string completion) => completion.Length &lt; 80 ? 1 : 0;
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FeatureAttribute(string column, double minimum, double maximum) : Attribute
{
    /// <summary>Name of the column.</summary>
    public string Column { get; } = column;

    /// <summary>Smallest value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest value.</summary>
    public double Maximum { get; } = maximum;
}

/// <summary>Marks a partial struct as a level of the batch. The struct implements <see cref="ILevel{TSelf}"/>; the generator writes the members' bodies.</summary>
/// <param name="name">Name of the level in batches and files.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class LevelAttribute(string name) : Attribute
{
    /// <summary>Name of the level in batches and files.</summary>
    public string Name { get; } = name;
}

/// <summary>A column: one number (or one truth value) per element of the level.</summary>
/// <param name="name">Name of the column in batches and files.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>Name of the column in batches and files.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the loss's gradient reaches this column. The reference's and the old policy's never do.</summary>
    public bool Differentiable { get; init; }

    /// <summary>Value where a batch lacks the column; NaN (the default) makes it required.</summary>
    public double Default { get; init; } = double.NaN;

    /// <summary>Whether a learned model gives the column: a score whose origin is arbitrary, so that only differences of scores mean something.</summary>
    public bool Learned { get; init; }
}

/// <summary>The element of the level above that contains this one. Elements of one parent are contiguous and ordered.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParentAttribute : Attribute;

/// <summary>Another element that this one points to: a pair's chosen completion, a token's segment. Many may point to one.</summary>
/// <param name="name">Name of the link in batches; the property's name in lower case when absent.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinkAttribute(string? name = null) : Attribute
{
    /// <summary>Name of the link in batches.</summary>
    public string? Name { get; } = name;

    /// <summary>Whether some elements point nowhere. A formula then asks <c>Exists</c> of the link before it follows it.</summary>
    public bool Optional { get; init; }
}

/// <summary>The elements that point to this one, by their parent or by a named link.</summary>
/// <param name="link">Name of the link in the other level; its parent when absent.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChildrenAttribute(string? link = null) : Attribute
{
    /// <summary>Name of the link in the other level.</summary>
    public string? Link { get; } = link;
}
