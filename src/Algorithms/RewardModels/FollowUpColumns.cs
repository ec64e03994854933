namespace Paragon.Algorithms;

/// <summary>What FLR adds to the levels.</summary>
public static class FollowUpColumns
{
    extension(Completion y)
    {
        /// <summary>The categories of reactions to the answer (FLR).</summary>
        [Children]
        public Elements<FollowUpCategory> FollowUpCategories => LevelAccess.Children<Completion, FollowUpCategory>(y, null);
    }
}
