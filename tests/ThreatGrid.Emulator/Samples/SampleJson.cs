using System;
using System.Globalization;
using System.Text.Json;

namespace ThreatGrid.Emulator.Samples;

/// <summary>A sample in the form that submissions, single reads and lists have (sections 4.1 to 4.3).</summary>
internal static class SampleJson
{
    public static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter json, StoredSample sample, DateTime now, bool isOwn, bool isAnswerToSubmission = false)
    {
        (string state, string status) = isAnswerToSubmission ? ("wait", "pending") : sample.StateAt(now);
        bool isDone = state is "succ" or "fail";
        json.WriteStartObject();
        json.WriteStartArray("tags");
        if (sample.Tags.Count == 0 && !isDone)
        {
            // As on record: no tag is one empty tag, until the run is over.
            json.WriteStringValue(string.Empty);
        }

        sample.Tags.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteString("md5", sample.Md5);
        if (isOwn)
        {
            json.WriteBoolean("private", sample.IsPrivate);
            json.WriteString("login", sample.Login);
        }

        if (isAnswerToSubmission)
        {
            json.WriteBoolean("analyzing", sample.Failure != "filetype_not_supported");
            json.WriteString("os", string.Empty);
        }
        else
        {
            json.WriteString("started_at", Time(sample.StartedAt));
            if (isDone)
            {
                json.WriteString("completed_at", Time(sample.CompletedAt));
            }

            if (state == "succ")
            {
                json.WriteString("os", sample.Vm == "win10" ? "19041.1" : "7601.18798.amd64fre.win7sp1_gdr.150316-1654");
            }

            if (state == "run")
            {
                json.WriteString("glovebox_url", $"https://glovebox.rcn.threatgrid.com/glovebox/{sample.Sha1}/");
            }
        }

        json.WriteString("vm", sample.Vm);
        json.WriteNumber("submission_id", sample.SubmissionId);
        json.WriteString("state", state);
        json.WriteString("sha1", sample.Sha1);
        json.WriteString("filename", sample.FileName);
        json.WriteString("status", status);
        json.WriteString("submitted_at", Time(sample.SubmittedAt));
        json.WriteString("id", sample.Id);
        json.WriteString("sha256", sample.Sha256);
        json.WriteEndObject();
    }
}
