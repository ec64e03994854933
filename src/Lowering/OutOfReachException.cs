namespace Paragon.Lowering;

/// <summary>A value from outside does not fit into a scope; the reduction that made the scope tries another form.</summary>
internal sealed class OutOfReachException(Scope scope) : Exception
{
    /// <summary>The scope.</summary>
    public Scope Scope { get; } = scope;
}
