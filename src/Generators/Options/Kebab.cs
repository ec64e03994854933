using System.Text;

namespace Paragon.Generators.Options;

/// <summary>C# names as keys: ClipLow becomes clip-low, MaxKL max-kl, KLWeight kl-weight, Lambda2 lambda2.</summary>
internal static class Kebab
{
    public static string Of(string name)
    {
        StringBuilder key = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((startsWord || name[i] == '_') && key.Length > 0 && key[key.Length - 1] != '-')
            {
                key.Append('-');
            }

            if (name[i] != '_')
            {
                key.Append(char.ToLowerInvariant(name[i]));
            }
        }

        return key.ToString();
    }

    /// <summary>A key without its hyphens: two properties may not share it, for settings may use any spelling.</summary>
    public static string Normal(string key) => key.Replace("-", "");
}
