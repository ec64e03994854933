namespace Paragon;

/// <summary>One thing that is wrong with the options.</summary>
/// <param name="Place">Where it stands: file and line, environment variable, argument of the command line, or the code.</param>
/// <param name="Key">Name of the option or objective, as given.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record OptionProblem(string Place, string Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>Options that cannot be used; one exception holds everything that is wrong.</summary>
public sealed class OptionsException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">At least one.</param>
    public OptionsException(IReadOnlyList<OptionProblem> problems)
        : base(Text(problems)) => Problems = problems;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<OptionProblem> Problems { get; }

    internal static void ThrowIfAny(IReadOnlyList<OptionProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new OptionsException(problems);
        }
    }

    private static string Text(IReadOnlyList<OptionProblem> problems) =>
        problems.Count == 1
            ? problems[0].ToString()
            : $"{problems.Count} options are wrong:\n" + string.Join("\n", problems.Select(problem => "  " + problem));
}
