using System;
using System.Text;

namespace ThreatGrid.Client.Http;

/// <summary>Tells an error page from what was asked for. Neither the status nor the content type of an answer can be trusted.</summary>
internal static class ErrorPage
{
    /// <summary>Refuses an error page, or an error of the API with the status of a success.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="start">Its body, or the first bytes of it.</param>
    /// <param name="action">What the user should do.</param>
    /// <param name="refuseMarkup">Whether any markup is an error page.</param>
    /// <param name="isMarkup">Whether what was asked for is itself a web page.</param>
    /// <exception cref="UnexpectedAnswerException">It is one.</exception>
    public static void Refuse(ApiAnswer answer, byte[] start, string action, bool refuseMarkup, bool isMarkup = false)
    {
        if (start.Length == 0 || !Is(answer, start, refuseMarkup, isMarkup))
        {
            return;
        }

        throw new UnexpectedAnswerException("The server answered with a web page or an error in place of what was asked for.")
        {
            ServerMessage = answer.Engine.Redactor.Excerpt(Encoding.UTF8.GetString(start), 200),
            RecommendedAction = action,
        };
    }

    private static bool Is(ApiAnswer answer, byte[] start, bool refuseMarkup, bool isMarkup)
    {
        string text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        bool isHtml = text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
        bool isError = text.StartsWith("{", StringComparison.Ordinal) && ApiError.ReadMessage(text) is not null;
        return (isHtml && !isMarkup) || isError || (refuseMarkup && (text.StartsWith("<", StringComparison.Ordinal) || answer.MediaType == "text/html"));
    }
}
