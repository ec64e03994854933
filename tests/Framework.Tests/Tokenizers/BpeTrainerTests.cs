using CsCheck;
using Paragon.Framework.Tests.Models;
using Paragon.Tokenizers;

namespace Paragon.Framework.Tests.Tokenizers;

public sealed class BpeTrainerTests
{
    [Fact]
    public void Merges_are_those_of_counting_everything_again_each_time() => Gen.Char['a', 'c'].Array[1, 8].Select(letters => new string(letters)).List[1, 12].Check(
        words =>
        {
            using TemporaryFolder folder = new();
            HuggingFaceTokenizer tokenizer = BpeTrainer.Train(words, 257 + 12, folder.File("tokenizer.json"));
            (List<List<string>> split, HashSet<string> tokens) = Recount(words, 12);
            Assert.Equal(256 + 1 + tokens.Count, tokenizer.VocabularySize);
            Assert.All(tokens, token => Assert.NotNull(tokenizer.Find(token)));
            Assert.All(words.Zip(split), pair => Assert.Equal(pair.Second.Select(token => tokenizer.Find(token)!.Value), tokenizer.Encode(pair.First)));
        },
        iter: 60);

    [Fact]
    public void The_same_texts_give_the_same_file()
    {
        using TemporaryFolder folder = new();
        string[] texts = ["one two three two one", "three three one"];
        BpeTrainer.Train(texts, 280, folder.File("a/tokenizer.json"));
        BpeTrainer.Train(texts, 280, folder.File("b/tokenizer.json"));
        Assert.Equal(File.ReadAllBytes(folder.File("a/tokenizer.json")), File.ReadAllBytes(folder.File("b/tokenizer.json")));
    }

    [Fact]
    public void A_vocabulary_without_room_for_the_bytes_is_refused() =>
        Assert.Contains("at least 257", Assert.Throws<TokenizerException>(() => BpeTrainer.Train(["a"], 256, "unused.json")).Message);

    /// <summary>Training with nothing remembered between merges, on words of one piece each.</summary>
    private static (List<List<string>> Words, HashSet<string> Tokens) Recount(List<string> words, int merges)
    {
        List<List<string>> split = [.. words.Select(word => word.Select(letter => letter.ToString()).ToList())];
        Dictionary<string, int> ids = Enumerable.Range(0, 256).ToDictionary(value => ((char)value).ToString());
        HashSet<string> tokens = [];
        while (tokens.Count < merges)
        {
            var best = split.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair).Where(group => group.Count() >= 2)
                .OrderByDescending(group => group.Count()).ThenBy(group => ids[group.Key.First]).ThenBy(group => ids[group.Key.Second]).FirstOrDefault();
            if (best is null)
            {
                break;
            }

            string joint = best.Key.First + best.Key.Second;
            if (ids.TryAdd(joint, ids.Count))
            {
                tokens.Add(joint);
            }

            foreach (List<string> word in split)
            {
                for (int index = 1; index < word.Count; index++)
                {
                    if ((word[index - 1], word[index]) == best.Key)
                    {
                        word[index - 1] = joint;
                        word.RemoveAt(index);
                    }
                }
            }
        }

        return (split, tokens);
    }
}
