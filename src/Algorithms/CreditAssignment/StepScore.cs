namespace Paragon.Algorithms;

/// <summary>What stands for a step of a response when the response is scored.</summary>
public enum StepScore
{
    /// <summary>The rewards of all steps up to it.</summary>
    Accumulative,

    /// <summary>Its own reward.</summary>
    Single,
}

/// <summary>How the scores of steps become that of a response.</summary>
public enum StepAggregate
{
    /// <summary>The smallest: one dip spoils the response.</summary>
    Min,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The mean.</summary>
    Mean,
}
