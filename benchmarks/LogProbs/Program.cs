// Log-probabilities with both gradients: Paragon's against eager forms, round by round in turn, with the bare matrix products
// beside them. Each setting of the allocator has its own process. Run it in Release:
//   dotnet run -c Release --project benchmarks/LogProbs -- [--rounds 7] [--threads N] [--sizes] [SHAPE...]
// --sizes compares sizes of chunks instead.
using System.Globalization;
using Paragon.LogProbs;

if (args is ["worker", string given, string allocator, string count])
{
    Worker.Serve(Shape.Parse(given), allocator == "tuned", int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

int rounds = Setting("--rounds", 7), threads = Setting("--threads", Environment.ProcessorCount);
string[] names = [.. args.Where((arg, i) => !arg.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] is not ("--rounds" or "--threads")))];
foreach (string shape in names.Length > 0 ? names : ["256x8192x512", "2048x32000x512", "2048x32000x1024", "1024x128000x512"])
{
    if (args.Contains("--sizes"))
    {
        Comparison.PrintSizes(Shape.Parse(shape), rounds, threads);
    }
    else
    {
        Comparison.Print(Shape.Parse(shape), rounds, threads);
    }
}

int Setting(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and int place ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : otherwise;
