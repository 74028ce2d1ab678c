using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Client.Analysis;
using Xunit;

namespace ThreatGrid.Client.Tests.Analysis;

public sealed class ProcessTreeTests
{
    [Fact]
    public void The_first_root_comes_at_once_and_what_it_started_right_behind_it()
    {
        Assert.Equal("2 1 4 3 5", Order("1<2", "2", "3", "4<1", "5<3"));
        Assert.Equal([0, 1, 2, 0, 1], Read("1<2", "2", "3", "4<1", "5<3").Select(p => p.Depth));
    }

    [Fact]
    public void Without_a_root_nothing_is_lost() => Assert.Equal("1 2", Order("1<2", "2<1"));

    [Fact]
    public void A_process_whose_parent_is_not_there_is_a_root() => Assert.Equal("1 2", Order("1<9", "2<1"));

    [Fact]
    public void A_process_that_started_itself_is_a_root() => Assert.Equal("1 2", Order("1<1", "2<1"));

    [Fact]
    public void Two_of_the_same_number_are_both_given() => Assert.Equal(3, Read("1", "1", "2<1").Count);

    [Fact]
    public void Whatever_the_parents_are_each_process_comes_once_and_behind_its_parent()
    {
        var random = new Random(20261125);
        for (int round = 0; round < 500; round++)
        {
            int count = random.Next(1, 30);
            string[] shapes = [.. Enumerable.Range(0, count).Select(i => random.Next(4) == 0 ? $"{i}" : $"{i}<{random.Next(count + 2)}")];
            List<SampleProcess> order = Read(shapes);
            Assert.Equal(count, order.Distinct().Count());
            Assert.Equal(count, order.Count);
            foreach (SampleProcess process in order.Where(p => p.Depth > 0))
            {
                SampleProcess parent = order.First(p => p.RecordId == process.ParentRecordId);
                Assert.True(order.IndexOf(parent) < order.IndexOf(process));
                Assert.Equal(parent.Depth + 1, process.Depth);
            }
        }
    }

    private static string Order(params string[] shapes) => string.Join(" ", Read(shapes).Select(p => p.RecordId));

    /// <summary>Each shape is an id, or <c>id&lt;parent</c>.</summary>
    private static List<SampleProcess> Read(params string[] shapes)
    {
        var tree = new ProcessTree();
        var given = new List<SampleProcess>();
        foreach (string[] parts in shapes.Select(s => s.Split('<')))
        {
            var process = new SampleProcess { RecordId = parts[0], ParentRecordId = parts.Length > 1 ? parts[1] : null, Name = "p" + parts[0] };
            if (tree.Add(process))
            {
                given.Add(process);
            }
        }

        given.AddRange(tree.Rest());
        return given;
    }
}
