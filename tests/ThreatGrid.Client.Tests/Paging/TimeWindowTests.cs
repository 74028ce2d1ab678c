using System;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Paging;

public sealed class TimeWindowTests
{
    [Fact]
    public void Halves_overlap_on_the_wire_and_keep_every_instant_once()
    {
        var random = new Random(3);
        for (int i = 0; i < 500; i++)
        {
            TimeWindow whole = Listing.Window(TimeSpan.FromMilliseconds(random.Next(1, 100_000_000)));
            if (!whole.CanSplit)
            {
                Assert.True(whole.BeforeUtc - whole.AfterUtc < TimeSpan.FromSeconds(5));
                continue;
            }

            (TimeWindow earlier, TimeWindow later) = whole.Split();
            Assert.True(earlier.BeforeUtc - earlier.AfterUtc < whole.BeforeUtc - whole.AfterUtc);
            Assert.True(later.BeforeUtc - later.AfterUtc < whole.BeforeUtc - whole.AfterUtc);
            Assert.Equal(whole.AfterUtc, earlier.AfterUtc);
            Assert.Equal(whole.BeforeUtc, later.BeforeUtc);
            Assert.True(later.AfterUtc < earlier.BeforeUtc);
            foreach (long ticks in new[] { whole.AfterUtc.Ticks, whole.Middle.Ticks - 1, whole.Middle.Ticks, whole.Middle.Ticks + 1, whole.BeforeUtc.Ticks })
            {
                Assert.True(earlier.Keeps(ticks) ^ later.Keeps(ticks));

                // Whichever way the server takes its bounds, the part that keeps an instant asks for it.
                TimeWindow keeper = earlier.Keeps(ticks) ? earlier : later;
                Assert.True(ticks == whole.AfterUtc.Ticks || keeper.AfterUtc.Ticks < ticks);
                Assert.True(ticks == whole.BeforeUtc.Ticks || keeper.BeforeUtc.Ticks > ticks);
            }
        }
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public void It_prints_itself_the_same_in_every_culture(string culture)
        => Assert.Equal("2026-03-02T10:00:00Z to 2026-03-02T11:00:00Z", Culture.In(culture, () => Listing.Hour.ToString()));
}
