namespace Paragon.Specimens.Opaque;

/// <summary>Columns of which nothing is declared.</summary>
public static class Columns
{
    extension(Completion y)
    {
        /// <summary>How good some program finds the text.</summary>
        [Column("quality")]
        public Real Quality => y.Read("quality");
    }
}
