// Paragon, TRL's code in TorchSharp and TRL's code in PyTorch on the same numbers in one run: a table of ratios with their spread.
//   benchmarks/compare.sh [--rounds 9] [--threads N] [losses|advantages|logprobs|CASE...]
// or dotnet run -c Release --project benchmarks/Comparison -- ...; a CASE is grpo:128x512 (completions x tokens) or
// logprobs:2048x32000x512 (tokens x vocabulary x hidden). Results are compared before anything is timed. "-- stages" runs
// Paragon and TorchSharp one by one under BenchmarkDotNet instead.
using System.Globalization;
using Paragon.Comparison;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["worker", string implementation, string count])
{
    Worker.Serve(implementation, int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

if (args is ["stages"])
{
    Stages.Measure();
    return;
}

int rounds = Setting("--rounds", 9), threads = Setting("--threads", Environment.ProcessorCount);
string[] parts = [.. args.Where((arg, i) => !arg.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] is not ("--rounds" or "--threads")))];
Machine.Print(threads);
using Rounds comparison = new(rounds, threads);
foreach (string part in parts.Length > 0 ? parts : ["losses", "advantages", Case.LogProbabilities])
{
    comparison.Print(part);
}

Machine.Print(threads);

int Setting(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and int place ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : otherwise;
