namespace Paragon.Algorithms;

/// <summary>How OPRL makes a trajectory's score of its steps' rewards.</summary>
public enum OprlScore
{
    /// <summary>Their sum (paper).</summary>
    Sum,

    /// <summary>Their mean (released code).</summary>
    Mean,
}

/// <summary>Which trajectories of a task OPRL compares.</summary>
public enum OprlPairs
{
    /// <summary>Those that succeeded, with outcome above 0, with those that did not.</summary>
    Success,

    /// <summary>Any two of different outcomes.</summary>
    Ranked,
}

/// <summary>How OPRL makes outcomes and step rewards comparable within a task.</summary>
public enum OprlNormalization
{
    /// <summary>(x - mean) / (standard deviation + ε), unbiased; alone it is 0.</summary>
    ZScore,

    /// <summary>x - mean; alone it is 0.</summary>
    Mean,

    /// <summary>x - mean of the others; alone it is x.</summary>
    Rloo,
}

/// <summary>What one action is whose ratio OPRL clips.</summary>
public enum OprlRatio
{
    /// <summary>A step: the ratio is that of all its tokens (paper).</summary>
    Step,

    /// <summary>A token (released code).</summary>
    Token,
}
