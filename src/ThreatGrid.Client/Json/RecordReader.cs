using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Json;

/// <summary>Reads an answer that is one object.</summary>
internal static class RecordReader
{
    private static readonly string[] DataPath = ["data"];

    /// <summary>Asks for one object.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="contract">How to read it.</param>
    /// <param name="missing">What to say where the answer holds none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnexpectedAnswerException">The answer holds no object.</exception>
    public static Task<T> SendForRecordAsync<T>(this ApiClient client, ApiRequest request, JsonContract<T> contract, string missing, CancellationToken cancellationToken)
        where T : ApiObject
        => client.SendAsync(
            request,
            async (answer, token) =>
            {
                var reader = new RowReader<T>(contract, DataPath, new ReadContext(client.Connection.Origin), RowShape.Record);
                RowPage<T> page = await reader.ReadAsync(answer.Body, 1, token).ConfigureAwait(false);
                return page.Rows.Count == 1 ? page.Rows[0] : throw new UnexpectedAnswerException(missing)
                {
                    RecommendedAction = "Check -Server: the address may not be the API's.",
                };
            },
            cancellationToken);
}
