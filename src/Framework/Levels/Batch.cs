namespace Paragon;

/// <summary>The whole batch: the level above all others, with one element.</summary>
[Level("batch")]
public readonly partial struct Batch : ILevel<Batch>
{
    /// <summary>All groups.</summary>
    [Children]
    public partial Elements<Group> Groups { get; }

    /// <summary>All pairs.</summary>
    [Children]
    public partial Elements<Pair> Pairs { get; }

    /// <summary>All labelled examples.</summary>
    [Children]
    public partial Elements<Example> Examples { get; }

    /// <summary>All completions.</summary>
    [Children]
    public partial Elements<Completion> Completions { get; }

    /// <summary>All segments.</summary>
    [Children]
    public partial Elements<Segment> Segments { get; }

    /// <summary>All turns.</summary>
    [Children]
    public partial Elements<Turn> Turns { get; }

    /// <summary>All steps.</summary>
    [Children]
    public partial Elements<Step> Steps { get; }

    /// <summary>All tokens.</summary>
    [Children]
    public partial Elements<Token> Tokens { get; }
}
