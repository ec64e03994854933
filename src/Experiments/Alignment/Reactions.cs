using Paragon.Data;
using Paragon.Models;
using Paragon.Training;

namespace Paragon.Experiments.Alignment;

/// <summary>Users who react to answers to sums modulo 7 with two words, usually pleased with right ones and displeased with wrong ones.</summary>
/// <param name="seed">Seed of the dialogues.</param>
internal sealed class Reactions(ulong seed) : IExampleSource<TokenizedCompletion>
{
    public const int Modulus = 7;

    private const double Reliability = 0.85;
    private const int Words = 4;

    private readonly Seeds _seeds = new(seed);
    private long _taken;

    /// <summary>Number of tokens: the digits, the words of reactions, and an end that is never said.</summary>
    public const int Vocabulary = Modulus + Words + 1;

    /// <summary>What pleased and displeased users say.</summary>
    public static (int[] Pleased, int[] Displeased) Replies { get; } = ([Modulus, Modulus + 1], [Modulus + 2, Modulus + 3]);

    public DataPosition Position => new(0, _taken, $"reactions, seed {seed}");

    /// <summary>All questions with all answers: 7 · 7 · 7 dialogues, answers fastest.</summary>
    public static int[][] Dialogues() => [.. Enumerable.Range(0, Modulus * Modulus * Modulus).Select(i => new[] { i / (Modulus * Modulus), i / Modulus % Modulus, i % Modulus })];

    public static bool IsRight(int[] dialogue) => (dialogue[0] + dialogue[1]) % Modulus == dialogue[2];

    public TokenizedCompletion Next()
    {
        Random random = _seeds.Random("dialogue", _taken++);

        // Half of the answers are right, as an assistant's may be.
        int[] dialogue = [random.Next(Modulus), random.Next(Modulus), random.Next(Modulus)];
        dialogue[2] = random.NextDouble() < 0.5 ? (dialogue[0] + dialogue[1]) % Modulus : dialogue[2];
        bool pleased = random.NextDouble() < (IsRight(dialogue) ? Reliability : 1 - Reliability);
        return new TokenizedCompletion(dialogue, pleased ? Replies.Pleased : Replies.Displeased);
    }

    public void Restore(DataPosition position) => _taken = position.Taken;
}
