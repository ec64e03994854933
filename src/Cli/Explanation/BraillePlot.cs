using System.Globalization;

namespace Paragon.Cli.Explanation;

/// <summary>A curve as lines of text: braille characters, each two dots wide and four high.</summary>
/// <param name="width">Characters of a line, without the labels.</param>
/// <param name="height">Lines.</param>
internal sealed class BraillePlot(int width, int height)
{
    // Bits of the eight dots of a character, by row and column.
    private static readonly int[,] Dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly int[,] _cells = new int[height, width];

    /// <summary>Values that one curve needs: a value for each column of dots.</summary>
    public int Points => 2 * width;

    /// <summary>The lines: the curve with its smallest and largest value at the left, then the ends of the horizontal axis.</summary>
    /// <param name="values">A value for each column of dots; what is not finite leaves a gap.</param>
    /// <param name="from">Left end of the axis.</param>
    /// <param name="to">Right end of the axis.</param>
    public IReadOnlyList<string> Draw(double[] values, double from, double to)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return ["(no finite value)"];
        }

        (double low, double high) = (finite.Min(), finite.Max());
        (string bottom, string top) = (Number(low), Number(high));
        Trace(values, low, high);
        int margin = Math.Max(bottom.Length, top.Length);
        List<string> lines = [];
        for (int line = 0; line < height; line++)
        {
            string label = line == 0 ? top : line == height - 1 ? bottom : "";
            lines.Add($"{label.PadLeft(margin)} ┤{string.Concat(Enumerable.Range(0, width).Select(column => (char)(0x2800 + _cells[line, column])))}");
        }

        string end = Number(to);
        lines.Add($"{new string(' ', margin)}  {Number(from).PadRight(Math.Max(0, width - end.Length))}{end}");
        return lines;
    }

    private void Trace(double[] values, double low, double high)
    {
        int? before = null;
        for (int x = 0; x < values.Length; x++)
        {
            if (!double.IsFinite(values[x]))
            {
                before = null;
                continue;
            }

            int y = high > low ? (int)Math.Round((high - values[x]) / (high - low) * ((4 * height) - 1)) : 2 * height;

            // A steep part is drawn as a line down to the point before it.
            for (int step = Math.Min(y, before ?? y); step <= Math.Max(y, before ?? y); step++)
            {
                _cells[step / 4, x / 2] |= Dots[step % 4, x % 2];
            }

            before = y;
        }
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
