using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Tensors;

namespace Paragon.Analyzers.Tests.Rules;

public sealed class TensorTests
{
    [Theory]
    [InlineData("using DisposeScope scope = NewDisposeScope(); return [|x.exp()|];")]
    [InlineData("using (NewDisposeScope()) { return [|x + 1|]; }")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Tensor y = x.exp(); y.add_(1); return [|y|];")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); if (x.dim() > 1) { return [|-x|]; } return x;")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); _kept = [|x.exp()|]; return x;")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Tensor y = zeros(3), z = y.exp(); y.MoveToOuterDisposeScope(); return [|z|];")]
    public Task A_tensor_that_its_scope_frees_is_not_to_leave_it(string body) => Check(new EscapedTensor(), Method(body), "DisposeScope()'", "memory is freed");

    [Theory]
    [InlineData("using DisposeScope scope = NewDisposeScope(); return x.exp().MoveToOuterDisposeScope();")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Tensor y = x.exp(); return y.DetachFromDisposeScope();")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Tensor y = x.exp(); scope.MoveToOuter(y); return y;")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Tensor y = x.exp(); Keep(y); return y;")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); return Make(x);")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); return x.add_(1);")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Tensor y = x.exp(); y = Make(y); return y;")]
    [InlineData("Tensor y = x.exp(); using (NewDisposeScope()) { Console.WriteLine(y.sum().item<float>()); return y; }")]
    [InlineData("return x.exp();")]
    [InlineData("using DisposeScope scope = NewDisposeScope(); Func<Tensor> later = () => x.exp(); return later();")]
    public Task What_is_moved_kept_by_others_or_made_elsewhere_is_not_reported(string body) => Check(new EscapedTensor(), Method(body));

    [Theory]
    [InlineData("Tensor x = [|torch.zeros(3)|]; Console.WriteLine(x.sum().ToString());")]
    [InlineData("using Tensor x = torch.zeros(3); Console.WriteLine([|x.exp().sum()|].item<float>());")]
    [InlineData("for (int i = 0; i < 9; i++) { Tensor x = [|torch.zeros(3)|]; x.add_(i); }")]
    public Task A_program_that_makes_tensors_without_a_scope_is_told(string body) => Check(new LeakedTensor(), Program(body), "at the start of the program", "NewDisposeScope");

    [Theory]
    [InlineData("using DisposeScope scope = torch.NewDisposeScope(); Tensor x = torch.zeros(3); Console.WriteLine(x.sum().item<float>());")]
    [InlineData("using Tensor x = torch.zeros(3), y = x.exp(); Console.WriteLine(y.dim());")]
    [InlineData("Tensor x = torch.zeros(3); Console.WriteLine(x.dim()); x.Dispose();")]
    [InlineData("Tensor x = torch.zeros(3); Tests.Use(x);")]
    [InlineData("Tensor x = torch.zeros(3); Action later = () => Tests.Use(x); later();")]
    public Task Tensors_that_are_freed_or_given_away_are_not_reported(string body) => Check(new LeakedTensor(), Program(body));

    [Fact]
    public Task A_thread_of_its_own_has_no_scope() => Check(new LeakedTensor(), Method(
        "using DisposeScope scope = NewDisposeScope(); Task.Run(() => { Tensor y = [|x.exp()|]; Console.WriteLine(y.dim()); }); return x;"), "on a thread of its own");

    [Fact]
    public Task A_method_may_be_called_inside_a_scope() => Check(new LeakedTensor(), Method("Tensor y = x.exp(); Console.WriteLine(y.sum().item<float>()); return x;"));

    private static string Method(string body) => $$"""
        using System.Threading.Tasks;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace User;

        public sealed class Step
        {
            private Tensor? _kept;

            public Tensor Do(Tensor x) { {{body}} }

            public Tensor? Kept => _kept;

            private static Tensor Make(Tensor x) => x;

            private static void Keep(Tensor x) { }
        }
        """;

    private static string Program(string body) => $$"""
        using TorchSharp;
        using static TorchSharp.torch;

        namespace User;

        public static class Tests
        {
            public static void Main() { {{body}} }

            public static void Use(Tensor x) { }
        }
        """;

    private static Task Check(DiagnosticAnalyzer rule, string source, params string[] words) => Markup.Check(rule, source, words);
}
