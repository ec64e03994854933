namespace Paragon.Training;

/// <summary>The sizes of the task that a training without data trains on.</summary>
internal static class EmbeddedTask
{
    internal const int Digits = 5;
    internal const int Steps = 500;
    internal const int HeldOut = 100;
}
