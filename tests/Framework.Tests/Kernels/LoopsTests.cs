using Paragon.Kernels;

namespace Paragon.Framework.Tests.Kernels;

/// <summary>Loops for the choices that are known when they are to run.</summary>
public sealed class LoopsTests
{
    [Fact]
    public void A_loop_is_the_one_for_its_choices_in_their_order()
    {
        for (int wanted = 0; wanted < 8; wanted++)
        {
            int[] seen = [-1, -1, -1];
            Loops.For(new Recorder(seen), [(wanted & 1) != 0, (wanted & 2) != 0, (wanted & 4) != 0])(5, 6, 7);
            Assert.Equal([(wanted & 1) + 5, ((wanted >> 1) & 1) + 6, (wanted >> 2) + 7], seen);
        }
    }

    private readonly struct Recorder(int[] seen) : ILoop
    {
        public void Run<TChoices>(int from, int to, int piece)
            where TChoices : IChoices
        {
            seen[0] = from + (TChoices.Holds(0) ? 1 : 0);
            seen[1] = to + (TChoices.Holds(1) ? 1 : 0);
            seen[2] = piece + (TChoices.Holds(2) ? 1 : 0);
        }
    }
}
