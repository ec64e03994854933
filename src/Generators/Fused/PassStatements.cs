using Paragon.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>A statement of a loop's body.</summary>
/// <param name="Guard">Under which choices it runs.</param>
/// <param name="Declares">The variable that it gives a value, or null.</param>
/// <param name="Type">Type of the variable.</param>
/// <param name="Text">The value, or the whole statement.</param>
/// <param name="Comment">The formula beside it.</param>
/// <param name="Needs">Variables that must have their values before.</param>
internal sealed record PassStatement(Guard Guard, string? Declares, string Type, string Text, string Comment, IReadOnlyCollection<string> Needs);

/// <summary>Puts statements in an order in which those under one guard stand together, and writes them.</summary>
internal static class PassStatements
{
    /// <summary>Writes the statements. What is needed under no choice is not computed, but may be named where it is not chosen.</summary>
    /// <param name="source">Where to.</param>
    /// <param name="statements">The statements, each after those that it needs.</param>
    /// <param name="guardText">The text of a guard; null where it always holds.</param>
    public static void Write(SourceWriter source, IReadOnlyList<PassStatement> statements, Func<Guard, string?> guardText)
    {
        foreach (PassStatement statement in statements.Where(statement => IsNever(statement) && statement.Declares is not null))
        {
            source.Line($"{statement.Type} {statement.Declares} = default;");
        }

        List<PassStatement> open = [.. statements.Where(statement => !IsNever(statement))];
        HashSet<string> declared = [.. open.Select(statement => statement.Declares).OfType<string>()];
        HashSet<string> known = [];
        string? current = null;
        while (open.Count > 0)
        {
            bool IsReady(PassStatement statement) => statement.Needs.All(need => known.Contains(need) || !declared.Contains(need));
            PassStatement first = open.First(IsReady);
            PassStatement next = open.FirstOrDefault(statement => IsReady(statement) && guardText(statement.Guard) == current) ?? first;
            current = guardText(next.Guard);
            List<PassStatement> block = [];
            while (next is not null)
            {
                block.Add(next);
                open.Remove(next);
                if (next.Declares is { } name)
                {
                    known.Add(name);
                }

                next = open.FirstOrDefault(statement => IsReady(statement) && guardText(statement.Guard) == current)!;
            }

            WriteBlock(source, block, current);
        }
    }

    private static bool IsNever(PassStatement statement) => statement.Guard.Cases.Count == 0;

    private static void WriteBlock(SourceWriter source, List<PassStatement> block, string? guard)
    {
        if (guard is null)
        {
            foreach (PassStatement statement in block)
            {
                source.Line((statement.Declares is null ? statement.Text : $"var {statement.Declares} = {statement.Text};") + statement.Comment);
            }

            return;
        }

        foreach (PassStatement statement in block.Where(statement => statement.Declares is not null))
        {
            source.Line($"{statement.Type} {statement.Declares} = default;");
        }

        source.Line($"if ({guard})").Open();
        foreach (PassStatement statement in block)
        {
            source.Line((statement.Declares is null ? statement.Text : $"{statement.Declares} = {statement.Text};") + statement.Comment);
        }

        source.Close();
    }
}
