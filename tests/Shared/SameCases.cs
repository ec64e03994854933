using CsCheck;

namespace Paragon;

/// <summary>
/// Properties on the same random cases in every run. CsCheck's own <c>Sample</c> draws new ones each time (a seed given to it
/// fixes only the first), so that a run would depend on luck.
/// </summary>
internal static class SameCases
{
    private const uint Stream = 1;

    /// <summary>Checks a claim on random cases. A case that fails is shrunk by CsCheck and printed with its seed.</summary>
    public static void Check<T>(this Gen<T> cases, Action<T> claim, int iter = 100)
    {
        for (int i = 1; i <= iter; i++)
        {
            string seed = new PCG(Stream, (ulong)i).ToString();
            try
            {
                claim(cases.Generate(PCG.Parse(seed), null, out _));
            }
            catch (Exception failure)
            {
                cases.Sample(claim, iter: 1000, seed: seed, threads: 1);
                throw new CsCheckException($"Failed with seed {seed}, and not when tried again with it.", failure);
            }
        }
    }

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T>(this Gen<T> cases, Func<T, bool> claim, int iter = 100) =>
        cases.Check(each => Assert.True(claim(each), "The claim is false."), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2>(this Gen<(T1, T2)> cases, Action<T1, T2> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2>(this Gen<(T1, T2)> cases, Func<T1, T2, bool> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Action<T1, T2, T3> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2, each.Item3), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Func<T1, T2, T3, bool> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2, each.Item3), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> cases, Action<T1, T2, T3, T4> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2, each.Item3, each.Item4), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> cases, Func<T1, T2, T3, T4, bool> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2, each.Item3, each.Item4), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> cases, Action<T1, T2, T3, T4, T5> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2, each.Item3, each.Item4, each.Item5), iter);

    /// <inheritdoc cref="Check{T}(Gen{T}, Action{T}, int)"/>
    public static void Check<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> cases, Func<T1, T2, T3, T4, T5, bool> claim, int iter = 100) =>
        cases.Check(each => claim(each.Item1, each.Item2, each.Item3, each.Item4, each.Item5), iter);
}
