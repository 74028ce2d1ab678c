using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Http;

/// <summary>Sends what changes something. What the answers look like is not on record, and often they are empty.</summary>
internal static class Changes
{
    /// <summary>Sends a change. Of the answer nothing matters but that it is no error page.</summary>
    /// <exception cref="UnexpectedAnswerException">It is one, whatever its status.</exception>
    public static Task SendAsync(this ApiClient client, ApiRequest request, CancellationToken cancellationToken)
        => client.SendAsync(request, ReadAsync, cancellationToken);

    /// <summary>Deletes something. A later try that does not find it proves that an earlier one, whose answer was lost, was carried out.</summary>
    public static async Task DeleteAsync(this ApiClient client, string path, CancellationToken cancellationToken)
    {
        int tries = 0;
        try
        {
            await client.SendAsync(new ApiRequest(HttpMethod.Delete, path) { Prepare = _ => tries++ }, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException) when (tries > 1)
        {
            client.Observer.Verbose("It is gone: the first request was carried out, only its answer was lost.");
        }
    }

    /// <summary>The whole answer to a change, once it is known to be no error page.</summary>
    public static async Task<byte[]> ReadAsync(ApiAnswer answer, CancellationToken cancellationToken)
    {
        byte[] body = await ValueReader.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        ErrorPage.Refuse(answer, body, "Check -Server, and whether a log-on page or a proxy stands before it. Look whether the change was made.", refuseMarkup: true);
        return body;
    }
}
