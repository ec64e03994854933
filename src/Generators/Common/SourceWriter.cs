using System.Text;

namespace Paragon.Generators;

/// <summary>Writes C# with indentation and line feeds, so that generated code reads like written code.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line at the current depth; an empty one without trailing blanks.</summary>
    public SourceWriter Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(text);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Writes each line of a text at the current depth.</summary>
    public SourceWriter Lines(string text)
    {
        foreach (string line in text.Replace("\r\n", "\n").Split('\n'))
        {
            Line(line);
        }

        return this;
    }

    /// <summary>Opens a block with its own line and goes one level deeper.</summary>
    public SourceWriter Open(string bracket = "{")
    {
        Line(bracket);
        return Deeper();
    }

    /// <summary>Goes back one level and closes a block.</summary>
    public SourceWriter Close(string bracket = "}")
    {
        Shallower();
        return Line(bracket);
    }

    /// <summary>Goes one level deeper.</summary>
    public SourceWriter Deeper()
    {
        _depth++;
        return this;
    }

    /// <summary>Goes back one level.</summary>
    public SourceWriter Shallower()
    {
        _depth--;
        return this;
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();
}
