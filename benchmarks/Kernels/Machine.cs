using System.Runtime.InteropServices;

namespace Paragon.Benchmarks.Kernels;

/// <summary>What the machine can do at best, and its clocks.</summary>
internal static partial class Machine
{
    private const int ThreadProcessorTime = 3;

    // <malloc.h> of glibc.
    private const int TrimThreshold = -1, MapThreshold = -3;

    /// <summary>Processor time of this thread, in microseconds.</summary>
    public static double ThreadMicroseconds()
    {
        if (GetTime(ThreadProcessorTime, out Timespec time) != 0)
        {
            throw new InvalidOperationException("The thread's processor time cannot be read.");
        }

        return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
    }

    /// <summary>Bytes read and written per second when 64 MB are copied, in 10⁹: the median of 9.</summary>
    public static unsafe double CopyBandwidth()
    {
        const nuint Bytes = 64 << 20;
        byte* from = (byte*)NativeMemory.AlignedAlloc(Bytes, 64), to = (byte*)NativeMemory.AlignedAlloc(Bytes, 64);
        NativeMemory.Fill(from, Bytes, 1);
        NativeMemory.Fill(to, Bytes, 2);
        double[] rates = new double[9];
        for (int i = 0; i < rates.Length; i++)
        {
            double began = ThreadMicroseconds();
            NativeMemory.Copy(from, to, Bytes);
            rates[i] = 2 * Bytes / (ThreadMicroseconds() - began) / 1e3;
        }

        NativeMemory.AlignedFree(from);
        NativeMemory.AlignedFree(to);
        Array.Sort(rates);
        return rates[rates.Length / 2];
    }

    /// <summary>Gives memory that nobody holds back to the system, now and from now on, block by block: what is resident is what is held.</summary>
    public static void ReturnFreeMemory()
    {
        if (SetOption(MapThreshold, 1 << 16) + SetOption(TrimThreshold, 1 << 16) != 2)
        {
            throw new InvalidOperationException("The allocator cannot be set.");
        }

        Trim(0);
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
