using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ThreatGrid.Client.Http;

/// <summary>Turns what the network stack throws into an exception that says what happened and what to do.</summary>
internal static class TransportFailure
{
    public static ThreatGridException Explain(Exception failure, Connection connection)
    {
        Uri server = connection.Server;
        if (IsProxyRefusal(failure))
        {
            return ProxyRefused(failure);
        }

        if (Find<AuthenticationException>(failure) is not null || Find<WebException>(failure)?.Status == WebExceptionStatus.TrustFailure)
        {
            string? why = CertificateCheck.LastRefusal(server);
            return new CertificateNotTrustedException(
                why is null
                    ? $"No secure connection to '{server.Host}' could be made: {Sentence(Innermost(failure).Message)}"
                    : $"The certificate of '{server.Host}' is not trusted. {why}",
                failure)
            {
                RecommendedAction = "If the server is yours, connect with -CertificateThumbprint and the thumbprint you read on the server itself, or with -CertificateAuthority and the PEM file of its authority.",
            };
        }

        if (Find<SocketException>(failure) is { } socket)
        {
            bool unknownHost = socket.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;
            return new ConnectionFailedException(
                unknownHost
                    ? $"There is no host '{server.Host}', or its name cannot be resolved now."
                    : $"The connection to '{server.Authority}' failed: {Sentence(socket.Message)}",
                failure)
            {
                IsTransient = !unknownHost,
                NeverSent = unknownHost || socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
                RecommendedAction = unknownHost
                    ? "Check the spelling of -Server (or use -Region US, EU, CA or AU), the name service, and whether a proxy is needed (-Proxy)."
                    : "Check that the server is up, the port is right and no firewall is between; a proxy is given by -Proxy.",
            };
        }

        if (Find<WebException>(failure)?.Status == WebExceptionStatus.NameResolutionFailure)
        {
            return new ConnectionFailedException($"There is no host '{server.Host}', or its name cannot be resolved now.", failure)
            {
                RecommendedAction = "Check the spelling of -Server (or use -Region US, EU, CA or AU), the name service, and whether a proxy is needed (-Proxy).",
            };
        }

        return new ConnectionFailedException($"The connection to '{server.Authority}' broke: {Sentence(Innermost(failure).Message)}", failure)
        {
            IsTransient = true,
            RecommendedAction = "Try again. If it goes on, look at the network between here and the server.",
        };
    }

    public static ProxyAuthenticationException ProxyRefused(Exception? inner) => new(
        "The proxy asks for a log-on (407).",
        inner)
    {
        StatusCode = 407,
        RecommendedAction = "Connect with -ProxyCredential, or with -ProxyUseDefaultCredentials where the proxy takes the log-on of Windows.",
    };

    public static RequestTimeoutException Silent(Connection connection, Exception? inner) => new(
        $"'{connection.Server.Authority}' sent nothing for {connection.TimeoutSec} seconds (time-out).",
        inner)
    {
        IsTransient = true,
        RecommendedAction = "Try again, or connect with a larger -TimeoutSec.",
    };

    /// <summary>Whether an exception is of the kind the network stack throws, and so may be explained.</summary>
    public static bool IsNetwork(Exception e) => e is HttpRequestException or IOException or SocketException or WebException or InvalidDataException or ObjectDisposedException;

    /// <summary>What systems say ends with a full stop or not; other sentences follow here.</summary>
    private static string Sentence(string text) => text.Length > 0 && char.IsPunctuation(text[text.Length - 1]) ? text : text + ".";

    private static bool IsProxyRefusal(Exception failure)
    {
#if NET
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } or HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
            {
                return true;
            }
        }

        return false;
#else
        return (Find<WebException>(failure)?.Response as HttpWebResponse)?.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;
#endif
    }

    private static T? Find<T>(Exception failure)
        where T : Exception
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure;
    }
}
