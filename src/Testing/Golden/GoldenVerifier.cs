namespace Paragon.Testing;

/// <summary>Compares golden files with what backends compute. Nothing passes in silence: what cannot be compared is a failed row.</summary>
/// <remarks>
/// The numbers a (computed) and b (expected) agree when |a − b| ≤ tolerance · (1 + |b|), where the tolerance is the case's
/// or the backend's <see cref="IBackend.Precision"/>, whichever is larger: 1e-4 for float32, which rounds each step at 6e-8.
/// </remarks>
public static class GoldenVerifier
{
    /// <summary>Verifies every case of a file on every backend.</summary>
    /// <param name="path">The file.</param>
    /// <param name="adapters">Adapters of all known methods.</param>
    /// <param name="backends">Backends to verify.</param>
    public static IReadOnlyList<GoldenRow> Verify(string path, IReadOnlyList<GoldenAdapter> adapters, IReadOnlyList<IBackend> backends)
    {
        try
        {
            return Verify(GoldenFile.Read(path), adapters, backends);
        }
        catch (GoldenException error)
        {
            return [new GoldenRow(Path.GetFileName(path), "", "", "", "", GoldenStatus.Failed, double.NaN, error.Message)];
        }
    }

    /// <inheritdoc cref="Verify(string, IReadOnlyList{GoldenAdapter}, IReadOnlyList{IBackend})"/>
    /// <param name="file">The file, read.</param>
    /// <param name="adapters">Adapters of all known methods.</param>
    /// <param name="backends">Backends to verify.</param>
    public static IReadOnlyList<GoldenRow> Verify(GoldenFile file, IReadOnlyList<GoldenAdapter> adapters, IReadOnlyList<IBackend> backends)
    {
        GoldenRow row = new(Path.GetFileName(file.Path), file.Method, "", "", "", GoldenStatus.Failed, double.NaN, null);
        if (file.Cases.Count == 0)
        {
            return [row with { Reason = "The file has no case." }];
        }

        return adapters.Any(adapter => adapter.Method == file.Method)
            ? [.. file.Cases.SelectMany(golden => Verify(row with { Case = golden.Name }, file, golden, adapters, backends))]
            : [row with { Reason = $"No adapter for the method '{file.Method}'.{Nearest(file.Method, adapters)}" }];
    }

    /// <summary>Verifies one case of a file on every backend.</summary>
    /// <param name="file">The file.</param>
    /// <param name="golden">One of its cases.</param>
    /// <param name="adapters">Adapters of all known methods.</param>
    /// <param name="backends">Backends to verify.</param>
    public static IReadOnlyList<GoldenRow> Verify(GoldenFile file, GoldenCase golden, IReadOnlyList<GoldenAdapter> adapters, IReadOnlyList<IBackend> backends) =>
        [.. Verify(new GoldenRow(Path.GetFileName(file.Path), file.Method, golden.Name, "", "", GoldenStatus.Failed, double.NaN, null), file, golden, adapters, backends)];

    private static IEnumerable<GoldenRow> Verify(GoldenRow row, GoldenFile file, GoldenCase golden, IReadOnlyList<GoldenAdapter> adapters, IReadOnlyList<IBackend> backends)
    {
        if (backends.Count == 0)
        {
            throw new ArgumentException("No backend was given; at least one is needed.", nameof(backends));
        }

        GoldenAdapter[] fitting = adapters.Where(adapter => adapter.Fits(file, golden)).ToArray();
        if (fitting.Length != 1)
        {
            string method = $"'{file.Method}'" + (GoldenAdapter.OpOf(golden) is { } op ? $" with params.op '{op}'" : "");
            return [row with { Reason = fitting.Length == 0 ? $"No adapter for the method {method}." : $"{fitting.Length} adapters for the method {method}; one is needed." }];
        }

        GoldenReader reader = new(golden);
        GoldenTest test;
        try
        {
            test = fitting[0].Make(reader);
        }
        catch (Exception error)
        {
            return [row with { Reason = Message(error) }];
        }

        return [.. Uncovered(row, golden, test), .. reader.Unread.Select(name => row with { Quantity = name, Reason = $"The adapter does not read '{name}'. Read it, or say with Ignore that it changes nothing." }),
            .. Compare(row, golden, test, backends)];
    }

    /// <summary>Expected values that the adapter does not produce, and the other way round.</summary>
    private static IEnumerable<GoldenRow> Uncovered(GoldenRow row, GoldenCase golden, GoldenTest test)
    {
        string[] produced = [.. test.Checks.Select(check => check.Name)];
        return golden.Expected.Count == 0
            ? [row with { Reason = "The case expects nothing." }]
            : golden.Expected.Keys.Except(produced).Select(name => row with { Quantity = name, Reason = $"The adapter does not produce '{name}'. It produces: {string.Join(", ", produced)}." });
    }

    /// <summary>The comparisons of one case's test, each made when it is asked for.</summary>
    internal static IEnumerable<GoldenRow> Compare(GoldenRow row, GoldenCase golden, GoldenTest test, IReadOnlyList<IBackend> backends)
    {
        // A check that this case does not expect is not a failure: cases of one method differ in what they list.
        GoldenCheck[] checks = [.. test.Checks.Where(check => golden.Expected.ContainsKey(check.Name))];
        GoldenRun[] runs = [.. backends.Select(backend => new GoldenRun(test, backend))];
        foreach (GoldenCheck check in checks)
        {
            foreach (GoldenRun run in check.UsesBackend ? runs : runs.Take(1))
            {
                yield return Compare(row with { Quantity = check.Name, Backend = check.UsesBackend ? run.Backend.Name : "framework" }, golden, check, run);
            }
        }
    }

    private static GoldenRow Compare(GoldenRow row, GoldenCase golden, GoldenCheck check, GoldenRun run)
    {
        try
        {
            GoldenArray expected = GoldenArray.Read(golden.Expected[check.Name], $"{golden.Where}, expected.{check.Name}");
            double tolerance = check.UsesBackend ? Math.Max(golden.Tolerance, run.Backend.Precision) : golden.Tolerance;
            return check.Obtain(run) is { } actual
                ? Compare(row, expected, actual, tolerance)
                : row with { Status = GoldenStatus.LeftOut, Reason = $"The backend '{run.Backend.Name}' does not compute it." };
        }
        catch (Exception error)
        {
            return row with { Reason = Message(error) };
        }
    }

    private static GoldenRow Compare(GoldenRow row, GoldenArray expected, GoldenArray actual, double tolerance)
    {
        if (!expected.Shape.SequenceEqual(actual.Shape))
        {
            return row with { Reason = $"The file expects shape {expected.ShapeText}, and the result has shape {actual.ShapeText}." };
        }

        if (expected.Values.Length == 0)
        {
            return row with { Reason = "The file expects an empty array: there is nothing to compare." };
        }

        double[] differences = [.. expected.Values.Zip(actual.Values, Agreement.Difference)];
        int worst = Agreement.Worst(differences);
        return row with
        {
            Difference = differences[worst],
            Status = differences[worst] <= tolerance ? GoldenStatus.Passed : GoldenStatus.Failed,
            Reason = differences[worst] <= tolerance ? null
                : $"At {expected.Index(worst)} the file expects {expected.Values[worst]:R}, and the result is {actual.Values[worst]:R}: they differ by {differences[worst]:G3} · (1 + |expected|), more than {tolerance:G3}. {differences.Count(difference => !(difference <= tolerance))} of {differences.Length} numbers differ.",
        };
    }

    private static string Message(Exception error) => error is GoldenException or BatchException ? error.Message : $"{error.GetType().Name}: {error.Message}";

    private static string Nearest(string method, IReadOnlyList<GoldenAdapter> adapters)
    {
        string? nearest = adapters.Select(adapter => adapter.Method).FirstOrDefault(known =>
            known.Contains(method, StringComparison.OrdinalIgnoreCase) || method.Contains(known, StringComparison.OrdinalIgnoreCase));
        return nearest is null ? "" : $" Is '{nearest}' meant?";
    }
}
