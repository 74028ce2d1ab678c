using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>
/// Puts the key into the request at the last moment (section 2.2 of the API reference), and only into requests to the
/// connection's own host.
/// </summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private const string Parameter = "api_key";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is ApiRequestMessage message && SameServer(message.RequestUri!, message.Connection.Server))
        {
            await AddKeyAsync(message).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static bool SameServer(Uri target, Uri server)
        => target.Scheme == server.Scheme && target.Port == server.Port && string.Equals(target.Host, server.Host, StringComparison.OrdinalIgnoreCase);

    private static async Task AddKeyAsync(ApiRequestMessage message)
    {
        string key = message.Connection.RevealKey();
        KeyPlacement place = message.Connection.KeyIn;
        if (place == KeyPlacement.Header)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        else if (place == KeyPlacement.Form && message.Content is MultipartFormDataContent parts)
        {
            parts.Add(FormPart.Text(Parameter, key));
        }
        else if (place == KeyPlacement.Form && message.Content is FormUrlEncodedContent form)
        {
            string fields = await form.ReadAsStringAsync().ConfigureAwait(false);
            message.Content = new StringContent(
                (fields.Length > 0 ? fields + "&" : string.Empty) + Parameter + "=" + UriText.Escape(key),
                Encoding.ASCII,
                "application/x-www-form-urlencoded");
        }
        else
        {
            string uri = message.RequestUri!.AbsoluteUri;
            message.RequestUri = new Uri(uri + (uri.IndexOf('?') < 0 ? "?" : "&") + Parameter + "=" + UriText.Escape(key));
        }
    }
}
