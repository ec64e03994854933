using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>A stretch of a generated piece that an encoder embeds beside its text: 10 seconds of music.</summary>
[Level("music_clip")]
public readonly partial struct MusicClip : ILevel<MusicClip>
{
    /// <summary>The piece.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Coordinates of the two embeddings.</summary>
    [Children]
    public partial Elements<Coordinate> Coordinates { get; }
}

/// <summary>One coordinate of the embeddings of a text and of a clip, in one space.</summary>
[Level("coordinate")]
public readonly partial struct Coordinate : ILevel<Coordinate>
{
    /// <summary>Of the text.</summary>
    [Column("text"), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Text { get; }

    /// <summary>Of the clip.</summary>
    [Column("audio"), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Audio { get; }

    /// <summary>The clip.</summary>
    [Parent]
    public partial MusicClip Clip { get; }
}

/// <summary>A stretch of a generated piece that a model of listeners judges: 20 seconds of music.</summary>
[Level("listening_window")]
public readonly partial struct ListeningWindow : ILevel<ListeningWindow>
{
    /// <summary>Mean opinion score that the model predicts, in [1, 5].</summary>
    [Column("mean_opinion"), Range(1, 5)]
    public partial Real MeanOpinion { get; }

    /// <summary>The piece.</summary>
    [Parent]
    public partial Completion Completion { get; }
}

/// <summary>What generated music adds to the framework's levels.</summary>
public static class MusicColumns
{
    extension(Completion y)
    {
        /// <summary>Clips that are embedded.</summary>
        [Children]
        public Elements<MusicClip> Clips => LevelAccess.Children<Completion, MusicClip>(y, null);

        /// <summary>Windows that are judged.</summary>
        [Children]
        public Elements<ListeningWindow> ListeningWindows => LevelAccess.Children<Completion, ListeningWindow>(y, null);
    }
}
