using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Export;

public sealed class ListAgeingTests
{
    private readonly List<RejectedObservable> _rejected = [];

    [Fact]
    public void A_value_stays_as_long_as_it_is_to_be_kept_and_then_goes_with_its_reason()
    {
        var history = new ValueHistory();
        Assert.Equal(["a.example"], Apply(history, 0, "a.example"));
        Assert.Equal(["b.example", "a.example"], Apply(history, 20, "b.example"));
        Assert.Equal(["b.example", "a.example"], Apply(history, 30));
        Assert.Empty(_rejected);

        Assert.Equal(["b.example"], Apply(history, 31));
        RejectedObservable aged = Assert.Single(_rejected);
        Assert.Equal(("a.example", RejectionKind.Aged, "not seen since 2026-03-09T08:07:06.000Z"), (aged.Value, aged.Kind, aged.Reason));
    }

    [Fact]
    public void A_value_that_is_seen_again_stays()
    {
        var history = new ValueHistory();
        Apply(history, 0, "a.example");
        Apply(history, 29, "a.example");
        Assert.Equal(["a.example"], Apply(history, 58));
    }

    [Fact]
    public void A_value_last_seen_too_long_ago_when_it_comes_does_not_go_in()
    {
        ObservableFilter filter = Filter();
        Observable item = Judged(filter, "a.example");
        item.UtcTicks = Items.Now.AddDays(-31).Ticks;
        Assert.Empty(new ListAgeing(Options(0), filter, _rejected.Add).Apply(new ValueHistory(), [item]));
        Assert.Single(_rejected);
        Assert.Equal((1L, 0L, 1L), (filter.Summary.Read, filter.Summary.Kept, filter.Summary.DroppedOther));
    }

    [Fact]
    public void The_newest_are_kept_where_there_is_no_room_for_all_and_the_others_are_reported()
    {
        var history = new ValueHistory();
        for (int day = 0; day < 5; day++)
        {
            Apply(history, day, $"d{day}.example");
        }

        ObservableFilter filter = Filter();
        Observable newest = Judged(filter, "new.example");
        var ageing = new ListAgeing(Options(5) with { MaximumEntries = 2 }, filter, _rejected.Add);
        Assert.Equal(["new.example", "d4.example"], ageing.Apply(history, [newest]).Select(o => o.Value));
        Assert.Equal(["d3.example", "d2.example", "d1.example", "d0.example"], _rejected.Select(r => r.Value));
        Assert.All(_rejected, r => Assert.Equal("over the 2 entries of the list", r.Reason));

        // What the list had from before was not read in this run, but became something: the sum must hold.
        Assert.Equal((5L, 1L, 4L), (filter.Summary.Read, filter.Summary.Kept, filter.Summary.DroppedOther));
    }

    [Fact]
    public void As_many_as_there_is_room_for_are_all_kept()
    {
        ObservableFilter filter = Filter();
        Observable[] items = [Judged(filter, "a.example"), Judged(filter, "b.example")];
        Assert.Equal(2, new ListAgeing(Options(0) with { MaximumEntries = 2 }, filter, _rejected.Add).Apply(new ValueHistory(), items).Count);
        Assert.Empty(_rejected);
    }

    [Fact]
    public void A_value_from_before_that_is_on_the_allow_list_now_leaves_the_list()
    {
        var history = new ValueHistory();
        Apply(history, 0, "a.example", "b.example");
        var allowList = new AllowList();
        allowList.AddEntries(["a.example"]);
        var filter = new ObservableFilter(new FilterOptions { AllowList = allowList, Unique = true, DropUnscored = true });
        Assert.Equal(["b.example"], new ListAgeing(Options(1), filter, _rejected.Add).Apply(history, []).Select(o => o.Value));
        RejectedObservable rejected = Assert.Single(_rejected);
        Assert.Equal(("a.example", RejectionKind.AllowList, "allow-list: a.example"), (rejected.Value, rejected.Kind, rejected.Reason));
        Assert.Equal((1L, 0L, 1L), (filter.Summary.Read, filter.Summary.Kept, filter.Summary.DroppedAllowList));
        Assert.Equal(1, history.Count);
    }

    private static ExportOptions Options(int day) => new("list.txt", OutputFormat.EdlDomain) { KeepFor = TimeSpan.FromDays(30), NowUtc = Items.Now.AddDays(day) };

    private static ObservableFilter Filter() => new(new FilterOptions { Unique = true });

    private static Observable Judged(ObservableFilter filter, string domain)
    {
        Observable item = Items.Of(ObservableType.Domain, domain);
        Assert.Null(filter.Judge(item));
        return item;
    }

    private string[] Apply(ValueHistory history, int day, params string[] domains)
    {
        ObservableFilter filter = Filter();
        return [.. new ListAgeing(Options(day), filter, _rejected.Add).Apply(history, domains.Select(d => Judged(filter, d))).Select(o => o.Value)];
    }
}
