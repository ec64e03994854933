namespace Paragon.Formulas;

/// <summary>A graph as text for people.</summary>
/// <param name="Element">Name of the element that the text is about: "t" for a token; empty for the whole batch.</param>
/// <param name="Text">The expression.</param>
/// <param name="Where">What its names stand for: values that it uses more than once. Each may use those after it.</param>
public sealed record PrintedGraph(string Element, string Text, IReadOnlyList<PrintedDefinition> Where)
{
    /// <summary>The expression and then a line for each definition.</summary>
    public override string ToString() => string.Concat(new[] { Text }.Concat(Where.Select(definition => $"\n{definition}")));
}

/// <summary>A name and what it stands for.</summary>
/// <param name="Name">The name, with the element that it is about: "q1[t]".</param>
/// <param name="Text">The expression.</param>
public sealed record PrintedDefinition(string Name, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Text}";
}
