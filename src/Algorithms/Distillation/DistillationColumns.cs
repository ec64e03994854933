namespace Paragon.Algorithms;

/// <summary>What distillation from two models adds to the levels: a third model over the vocabulary.</summary>
public static class DistillationColumns
{
    extension(Choice v)
    {
        /// <summary>Logit of a model that DPO trained (AlignDistil).</summary>
        [Column("dpo_logit")]
        public Real DpoLogit => v.Read("dpo_logit");
    }
}
