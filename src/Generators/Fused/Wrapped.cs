using System.Text;

namespace Paragon.Generators.Fused;

/// <summary>Long lists on several lines.</summary>
internal static class Wrapped
{
    private const int Width = 130;

    /// <summary>The items with commas between them, on lines that are not too long.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> items)
    {
        StringBuilder line = new();
        string[] all = [.. items];
        for (int i = 0; i < all.Length; i++)
        {
            string item = i < all.Length - 1 ? all[i] + "," : all[i];
            if (line.Length > 0 && line.Length + item.Length >= Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(item);
        }

        yield return line.ToString();
    }
}
