using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Json;

/// <summary>Reads an answer that is one object.</summary>
internal static class RecordReader
{
    private const string Data = "data";

    /// <summary>Asks for one object.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="contract">How to read it.</param>
    /// <param name="missing">What to say where the answer holds none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="wrapper">The member that the object may stand in; null where it never does.</param>
    /// <exception cref="UnexpectedAnswerException">The answer holds no object.</exception>
    public static Task<T> SendForRecordAsync<T>(this ApiClient client, ApiRequest request, JsonContract<T> contract, string missing, CancellationToken cancellationToken, string? wrapper = null)
        where T : ApiObject
        => client.SendAsync(
            request,
            async (answer, token) =>
            {
                RowPage<T>? page = null;
                Stream body = answer.Body;
                if (wrapper is not null)
                {
                    body = new MemoryStream(await ValueReader.ReadAsync(answer, token).ConfigureAwait(false));
                    var inside = new RowReader<T>(contract, [Data, wrapper], new ReadContext(client.Connection.Origin), RowShape.Record, isOptional: true);
                    page = await inside.ReadAsync(body, 1, token).ConfigureAwait(false);
                    body.Position = 0;
                }

                if (page is null || page.Rows.Count == 0)
                {
                    page = await new RowReader<T>(contract, [Data], new ReadContext(client.Connection.Origin), RowShape.Record).ReadAsync(body, 1, token).ConfigureAwait(false);
                }

                return page.Rows.Count == 1 ? page.Rows[0] : throw new UnexpectedAnswerException(missing)
                {
                    RecommendedAction = "Check -Server: the address may not be the API's.",
                };
            },
            cancellationToken);
}
