namespace Paragon.Comparison;

/// <summary>A way to compute one case again and again on the same numbers.</summary>
internal interface IImplementation : IDisposable
{
    /// <summary>Computes everything once: results, metrics and gradients.</summary>
    void Run();

    /// <summary>What was computed: a number or a sum first, then the entries of gradients or results that are compared.</summary>
    float[] Results();
}
