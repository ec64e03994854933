namespace Paragon.Training;

/// <summary>The sizes of the task that a training without data trains on.</summary>
internal static class EmbeddedTask
{
    internal const int Digits = 5;
    internal const int Steps = 600;
    internal const int Prompts = 32;
    internal const int GroupSize = 16;
    internal const int HeldOut = 100;
}
