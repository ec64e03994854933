using System.Text.Json;
using System.Text.Unicode;

namespace Paragon.Data;

/// <summary>A file of JSON Lines, plain or gzip, read row by row. Every row becomes an example or is counted as refused.</summary>
public sealed class DataFile
{
    // Enough to see through a bad row or an optional column; few enough to be at no cost.
    private const int RowsToTell = 20;
    private const int LongestRow = 64 << 20;

    // Of a column that is given twice, one would be dropped in silence.
    private static readonly JsonDocumentOptions s_form = new() { AllowDuplicateProperties = false };
    private readonly DataOptions _options;
    private readonly RowReader _rows;

    /// <summary>Opens a file and tells its kind.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="DataFileException">The file cannot be read, has no rows, or its columns make no kind.</exception>
    public DataFile(string path, DataOptions? options = null)
    {
        Path = path;
        _options = options ?? new DataOptions();
        CheckMapping();
        Kind = _options.Kind ?? Tell();
        _rows = new RowReader(Kind, _options);
    }

    /// <summary>Path of the file, as given.</summary>
    public string Path { get; }

    /// <summary>What its rows hold.</summary>
    public DataKind Kind { get; }

    /// <summary>The examples, in the order of the file.</summary>
    /// <param name="report">Counts this pass.</param>
    /// <exception cref="DataFileException">More rows are refused than the options bear, none is accepted, or the file cannot be read on.</exception>
    public IEnumerable<DataExample> Read(DataReport report)
    {
        foreach (Line line in JsonLines.Read(Path, LongestRow))
        {
            if (!line.IsBlank && Example(line, report) is { } example)
            {
                yield return example;
            }
        }

        if (report.RowsAccepted == 0)
        {
            throw new DataFileException($"'{Path}' gave no example of kind {Kind}: {report}");
        }
    }

    /// <summary>The examples as those of one type.</summary>
    /// <exception cref="DataFileException">The file holds another kind.</exception>
    public IEnumerable<T> Read<T>(DataReport report)
        where T : DataExample
    {
        Require<T>();
        return Read(report).Cast<T>();
    }

    /// <summary>Checks that the rows give examples of a type.</summary>
    /// <exception cref="DataFileException">The file holds another kind.</exception>
    internal void Require<T>()
    {
        Type given = Kind switch
        {
            DataKind.Prompt or DataKind.Answer => typeof(PromptExample),
            DataKind.Completion or DataKind.Messages or DataKind.Text => typeof(TextExample),
            DataKind.Scored => typeof(ScoredExample),
            DataKind.Unpaired => typeof(UnpairedExample),
            _ => typeof(PreferenceExample),
        };
        if (!typeof(T).IsAssignableFrom(given))
        {
            throw new DataFileException(
                $"'{Path}' holds rows of kind {Kind}, which give {given.Name}; needed is {typeof(T).Name}. The kinds are told by their columns: {DataColumns.Described}.");
        }
    }

    private DataExample? Example(Line line, DataReport report)
    {
        DataPlace place = new(Path, line.Number);
        try
        {
            using JsonDocument document = Parse(line);
            DataExample example = _rows.Read(new Row(document.RootElement, _options), place);
            report.Accept();
            return example;
        }
        catch (RowRefusedException refusal)
        {
            report.Refuse(new DataRefusal(place, refusal.Reason, refusal.Message));
        }

        return report.RowsRefused <= _options.RefusalLimit
            ? null
            : throw new DataFileException($"More than {_options.RefusalLimit} rows of '{Path}' were refused, read as {Kind}; mend them, name its kind or columns, or raise the limit. {report}");
    }

    private static JsonDocument Parse(Line line)
    {
        if (line.Bytes is not { } bytes)
        {
            throw new RowRefusedException(DataRefusalReason.TooLong, $"The line is longer than {LongestRow >> 20} MiB.");
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            throw new RowRefusedException(DataRefusalReason.NotUtf8, "The line is not valid UTF-8.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, s_form);
        }
        catch (JsonException error)
        {
            throw new RowRefusedException(DataRefusalReason.NotJson, $"The line is no JSON object: {error.Message}");
        }
        catch (InvalidOperationException)
        {
            // "\ud800" as a name is valid JSON and no text.
            throw new RowRefusedException(DataRefusalReason.NotUtf8, "The name of a column holds half of a surrogate pair, which is no character.");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new RowRefusedException(DataRefusalReason.NotAnObject, "The line is JSON but no object; a row is {\"column\": value, ...}.");
    }

    // The kind of most of the first readable rows; of two that are level, the one with more columns.
    private DataKind Tell()
    {
        Dictionary<DataKind, int> kinds = [];
        string? columns = null, refused = null;
        foreach (Line line in JsonLines.Read(Path, LongestRow).Where(line => !line.IsBlank).Take(RowsToTell))
        {
            try
            {
                using JsonDocument document = Parse(line);
                HashSet<string> row = [.. document.RootElement.EnumerateObject().Where(column => column.Value.ValueKind != JsonValueKind.Null).Select(column => column.Name)];
                columns ??= string.Join(", ", row);
                if (DataColumns.Kind(row, _options.Columns) is { } kind)
                {
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                }
            }
            catch (RowRefusedException refusal)
            {
                refused ??= $"{new DataPlace(Path, line.Number)}: {refusal.Message}";
            }
        }

        return (kinds.Count, columns, refused) switch
        {
            ( > 0, _, _) => kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => DataColumns.Rank(kind.Key)).First().Key,
            (_, not null, _) => throw new DataFileException($"The columns of '{Path}' ({columns}) make no kind of data that is known: {DataColumns.Described}. Name the columns if they are called otherwise."),
            (_, _, not null) => throw new DataFileException($"None of the first lines of '{Path}' is a row. {refused}"),
            _ => throw new DataFileException($"'{Path}' has no rows."),
        };
    }

    private void CheckMapping()
    {
        foreach (string column in _options.Columns.Keys.Where(column => !DataColumns.All.Contains(column)))
        {
            string? near = Spelling.Nearest(column, DataColumns.All);
            throw new DataFileException($"There is no column '{column}' to be called '{_options.Columns[column]}'. {(near is null ? $"The columns are {string.Join(", ", DataColumns.All)}." : $"Did you mean '{near}'?")}");
        }
    }
}
