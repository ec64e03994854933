// The completions are a few tokens long: nothing to cancel.
#pragma warning disable xUnit1051

using CsCheck;
using Paragon.Framework.Tests.Models;
using Paragon.Models;
using Paragon.Rollouts;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Rollouts;

public sealed class SamplerTests
{
    private static readonly Gen<int[][]> Prompts = Gen.Int[0, 22].Array[1, 9].Array[1, 7];

    [Theory]
    [InlineData(TransformerFamily.Llama)]
    [InlineData(TransformerFamily.Qwen2)]
    [InlineData(TransformerFamily.Qwen3)]
    public void Greedy_completions_of_ragged_prompts_are_those_of_each_prompt_alone_without_a_cache(TransformerFamily family)
    {
        using Transformer model = TinyModels.Create(family);
        Gen.Select(Prompts, Gen.Int[1, 8], Gen.Int[0, 22].Array[0, 3]).Check(
            (prompts, rowsPerBatch, stop) =>
            {
                using Sampler sampler = new(model, new() { Temperature = 0, MaximumNewTokens = 12, RowsPerBatch = rowsPerBatch, StopTokens = stop }, 1);
                IReadOnlyList<SampledCompletion> completions = sampler.Generate(prompts);
                for (int index = 0; index < prompts.Length; index++)
                {
                    Assert.Equal(index, completions[index].PromptIndex);
                    Assert.Equal(Greedy(model, prompts[index], 12, stop), completions[index].Tokens);
                    Assert.Equal(stop.Contains(completions[index].Tokens[^1]), completions[index].Stopped);
                }
            },
            iter: 15);
    }

    [Fact]
    public void A_real_model_continues_as_the_original_does()
    {
        using Transformer model = PretrainedModel.Load(SharedFiles.Require("models/stories260k"));
        using Sampler sampler = new(model, new() { Temperature = 0, MaximumNewTokens = 16, StopTokens = [] }, 1);
        IReadOnlyList<SampledCompletion> completions = sampler.Generate([[1], [1, 243], [1, 263, 387, 486, 20, 76, 421, 485, 129]]);
        Assert.Equal([461, 461, 401, 401, 401, 461, 378, 455, 473, 456, 435, 299, 362, 409, 283, 264], completions[0].Tokens);
        Assert.Equal([330, 401, 315, 456, 372, 366, 473, 473, 463, 304, 304, 485, 485, 407, 341, 401], completions[1].Tokens);
        Assert.Equal([293, 266, 372, 473, 473, 473, 473, 456, 456, 473, 473, 473, 473, 473, 473, 477], completions[2].Tokens);
    }

    [Fact]
    public void Log_probabilities_are_those_of_the_policy_at_the_sampling_temperature()
    {
        using Transformer model = TinyModels.Create();
        Gen.Select(Prompts, Gen.Double[0.5, 2], Gen.ULong, Gen.Int[0, 4], Gen.Double[0.5, 1]).Check(
            (prompts, temperature, seed, topK, topP) =>
            {
                using DisposeScope scope = NewDisposeScope();
                using Sampler sampler = new(model, new() { Temperature = temperature, MaximumNewTokens = 20, TopK = topK, TopP = topP }, seed);
                IReadOnlyList<SampledCompletion> completions = sampler.Generate(prompts, 2);
                TokenizedCompletion[] sequences = [.. completions.Select(c => new TokenizedCompletion(prompts[c.PromptIndex], c.Tokens))];
                Tensor expected = TokenLogProbabilities.Compute(model, sequences, new() { Temperature = temperature }).LogProbabilities.detach();
                return expected.allclose(tensor(completions.SelectMany(c => c.LogProbabilities).ToArray()), 1e-9, 1e-9);
            },
            iter: 15);
    }

    [Fact]
    public void The_seed_fixes_every_bit_and_another_seed_gives_other_completions()
    {
        using Transformer model = TinyModels.Create();
        string first = Run(3), again = Run(3), other = Run(4);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        string Run(ulong seed)
        {
            using Sampler sampler = new(model, new() { MaximumNewTokens = 30 }, seed);
            return Text(sampler.Generate([[1, 2], [3]], 4)) + Text(sampler.Generate([[1, 2], [3]], 4));
        }
    }

    [Fact]
    public void A_restored_state_samples_what_would_have_come_next()
    {
        using Transformer model = TinyModels.Create();
        using Sampler killed = new(model, new(), 3), resumed = new(model, new(), 99);
        killed.Generate([[1]], 3);
        resumed.State = killed.State;
        Assert.Equal(Text(killed.Generate([[1], [2, 3]], 3)), Text(resumed.Generate([[1], [2, 3]], 3)));
        Assert.Contains("bytes, but 3 were given", Assert.Throws<ModelException>(() => resumed.State = [1, 2, 3]).Message);
    }

    [Fact]
    public void How_many_rows_go_together_does_not_change_what_is_drawn()
    {
        using Transformer model = TinyModels.Create();
        int[][] prompts = [[1, 2, 3], [4], [5, 6]];
        int[][] expected = Run(64);
        Assert.All((int[])[1, 2, 5], rows => Assert.Equal(expected, Run(rows)));

        int[][] Run(int rowsPerBatch)
        {
            using Sampler sampler = new(model, new() { MaximumNewTokens = 20, RowsPerBatch = rowsPerBatch }, 8);
            return [.. sampler.Generate(prompts, 3).Select(completion => completion.Tokens)];
        }
    }

    [Fact]
    public void A_completion_longer_than_the_first_room_of_the_cache_is_right()
    {
        TransformerConfig config = TinyModels.Config() with { MaximumLength = 400 };
        using Transformer model = Transformer.Create(config, 4, dataType: ScalarType.Float64);
        using Sampler sampler = new(model, new() { Temperature = 0, MaximumNewTokens = 300, StopTokens = [] }, 1);
        Assert.Equal(Greedy(model, [1, 2], 300, []), sampler.Generate([[1, 2], [3]])[0].Tokens);
    }

    [Fact]
    public void A_completion_stops_where_the_model_is_full()
    {
        using Transformer model = TinyModels.Create();
        using Sampler sampler = new(model, new() { MaximumNewTokens = 100, StopTokens = [] }, 1);
        Assert.Equal([64 - 3, 64 - 60], sampler.Generate([[1, 2, 3], new int[60]]).Select(completion => completion.Tokens.Length));
    }

    [Fact]
    public void Nothing_is_left_in_the_callers_scope()
    {
        using Transformer model = TinyModels.Create();
        using Sampler sampler = new(model, new() { TopK = 5, TopP = 0.9 }, 1);
        using DisposeScope scope = NewDisposeScope();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        sampler.Generate([[1], [2, 3], [4, 5, 6]], 4, TestContext.Current.CancellationToken);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void The_model_trains_on_after_sampling()
    {
        using DisposeScope scope = NewDisposeScope();
        using Transformer model = TinyModels.Create();
        using Sampler sampler = new(model, new(), 1);
        SampledCompletion completion = sampler.Generate([[1]])[0];
        TokenLogProbabilities.Compute(model, [new([1], completion.Tokens)]).LogProbabilities.sum().backward();
        Assert.True(model.OutputWeight.grad!.abs().sum().item<double>() > 0);
    }

    [Fact]
    public void Prompts_and_options_that_cannot_be_sampled_are_refused_by_name()
    {
        using Transformer model = TinyModels.Create();
        using Sampler sampler = new(model, new(), 1);
        Refuses("Prompt 1 is empty", () => sampler.Generate([[1], []]));
        Refuses("Prompt 0 holds id 23", () => sampler.Generate([[23]]));
        Refuses("Prompt 0 has 64 tokens and leaves no room in the model's maximum of 64", () => sampler.Generate([new int[64]]));
        Refuses("TopP is 0", () => new Sampler(model, new() { TopP = 0 }, 1));
        Refuses("Temperature is -1", () => new Sampler(model, new() { Temperature = -1 }, 1));
        Refuses("Temperature is NaN", () => new Sampler(model, new() { Temperature = double.NaN }, 1));
        Refuses("MaximumNewTokens is 0", () => new Sampler(model, new() { MaximumNewTokens = 0 }, 1));
        Refuses("StopTokens is 23", () => new Sampler(model, new() { StopTokens = [23] }, 1));
        Assert.Empty(sampler.Generate([]));

        static void Refuses(string message, Action action) => Assert.Contains(message, Assert.Throws<ModelException>(action).Message);
    }

    [Fact]
    public void A_cancelled_generation_stops()
    {
        using Transformer model = TinyModels.Create();
        using Sampler sampler = new(model, new(), 1);
        Assert.Throws<OperationCanceledException>(() => sampler.Generate([[1]], 1, new CancellationToken(canceled: true)));
    }

    private static int[] Greedy(Transformer model, int[] prompt, int maximum, int[] stop)
    {
        using IDisposable constant = no_grad();
        List<int> tokens = [.. prompt];
        while (tokens.Count < prompt.Length + maximum && (tokens.Count == prompt.Length || !stop.Contains(tokens[^1])))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor ids = tensor(tokens.Select(id => (long)id).ToArray()).unsqueeze(0);
            tokens.Add((int)model.Logits(model.HiddenStates(ids))[0, -1].argmax().item<long>());
        }

        return [.. tokens.Skip(prompt.Length)];
    }

    private static string Text(IReadOnlyList<SampledCompletion> completions) => string.Join("\n", completions.Select(completion =>
        $"{completion.PromptIndex} {string.Join(' ', completion.Tokens)} {string.Join(' ', completion.LogProbabilities.Select(value => value.ToString("R")))}"));
}
