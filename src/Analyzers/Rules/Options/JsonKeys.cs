using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Paragon.Analyzers.Options;

/// <summary>A key of a JSON file, with the keys around it.</summary>
/// <param name="Path">The keys from the outermost to this one.</param>
/// <param name="Span">Where it stands, without its quotes.</param>
internal sealed record JsonKey(IReadOnlyList<string> Path, TextSpan Span);

/// <summary>
/// The keys of a JSON file with their places, which no library that an analyzer may load gives. It reads what configuration
/// reads: comments and trailing commas too. A file that is no JSON has the keys up to where it stops being one.
/// </summary>
internal sealed class JsonKeys
{
    private readonly string _text;
    private readonly List<JsonKey> _keys = [];
    private int _at;

    private JsonKeys(string text) => _text = text;

    /// <summary>The keys of a text, in its order.</summary>
    public static IReadOnlyList<JsonKey> Of(string text)
    {
        JsonKeys reader = new(text);
        reader.Value([]);
        return reader._keys;
    }

    private bool Value(IReadOnlyList<string> path)
    {
        Skip();
        switch (Next)
        {
            case '{':
                return Members('}', () => Member(path));
            case '[':
                int index = 0;
                return Members(']', () => Value([.. path, (index++).ToString(CultureInfo.InvariantCulture)]));
            case '"':
                return Text() is not null;
            case '\0':
                return false;
            default:
                while (Next is not (',' or '}' or ']' or '\0' or '/') && !char.IsWhiteSpace(Next))
                {
                    _at++;
                }

                return true;
        }
    }

    private bool Members(char end, Func<bool> member)
    {
        for (_at++; ;)
        {
            Skip();
            if (Next == end)
            {
                _at++;
                return true;
            }

            if (!member())
            {
                return false;
            }

            Skip();
            if (Next == ',')
            {
                _at++;
            }
            else if (Next != end)
            {
                return false;
            }
        }
    }

    private bool Member(IReadOnlyList<string> path)
    {
        int start = _at + 1;
        if (Text() is not { } name)
        {
            return false;
        }

        // A key with colons is a path of its own.
        string[] inner = [.. path, .. name.Split(':')];
        _keys.Add(new JsonKey(inner, TextSpan.FromBounds(start, _at - 1)));
        Skip();
        if (Next != ':')
        {
            return false;
        }

        _at++;
        return Value(inner);
    }

    private string? Text()
    {
        if (Next != '"')
        {
            return null;
        }

        StringBuilder text = new();
        for (_at++; Next is not ('"' or '\0'); _at++)
        {
            if (Next == '\\')
            {
                _at++;
            }

            text.Append(Next);
        }

        return Next == '"' && _at++ >= 0 ? text.ToString() : null;
    }

    private void Skip()
    {
        while (true)
        {
            if (char.IsWhiteSpace(Next))
            {
                _at++;
            }
            else if (At("//"))
            {
                SkipTo("\n");
            }
            else if (At("/*"))
            {
                SkipTo("*/");
            }
            else
            {
                return;
            }
        }
    }

    private bool At(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private void SkipTo(string end)
    {
        int found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found + end.Length;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';
}
