using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>The user accounts of one connection (sections 3.1 to 3.4 of the API reference).</summary>
internal sealed class UserClient(ApiClient client)
{
    /// <summary>The key's owner, with all that the server says of it.</summary>
    public async Task<User> MeAsync(CancellationToken cancellationToken)
        => UserOf(LooseRecord.Of(await client.SendForValueAsync(ApiRequest.Get("/api/v3/session/whoami"), cancellationToken).ConfigureAwait(false), "user", client.Connection.Origin));

    public async Task<User> GetAsync(string login, CancellationToken cancellationToken)
    {
        User user = UserOf(LooseRecord.Of(await client.SendForValueAsync(ApiRequest.Get(PathOf(login)), cancellationToken).ConfigureAwait(false), "user", client.Connection.Origin));
        user.Login ??= login;
        return user;
    }

    /// <summary>The account; null where there is none.</summary>
    public async Task<User?> FindAsync(string login, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(login, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>All accounts of an organisation.</summary>
    public async Task<IReadOnlyList<User>> ListAsync(long organizationId, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(OrganizationClient.PathOf(organizationId) + "/users"), cancellationToken).ConfigureAwait(false);
        List<User> users = [.. LooseRecord.ListOf(value, "users", client.Connection.Origin).Select(UserOf)];
        users.ForEach(u => u.OrganizationId ??= organizationId);
        return users;
    }

    public Task CreateAsync(long organizationId, string login, UserChanges details, CancellationToken cancellationToken)
        => client.SendAsync(
            new ApiRequest(HttpMethod.Post, OrganizationClient.PathOf(organizationId) + "/users")
            {
                Content = JsonBody.Of(json =>
                {
                    json.WriteString("login", login);
                    details.Write(json);
                }),
            },
            cancellationToken);

    public Task UpdateAsync(string login, UserChanges changes, CancellationToken cancellationToken)
        => client.SendAsync(new ApiRequest(HttpMethod.Put, PathOf(login)) { Content = JsonBody.Of(changes.Write) }, cancellationToken);

    public Task RemoveAsync(string login, CancellationToken cancellationToken)
        => client.DeleteAsync(PathOf(login), cancellationToken);

    public Task ActivateAsync(string login, bool isActive, CancellationToken cancellationToken)
        => client.SendAsync(new ApiRequest(isActive ? HttpMethod.Put : HttpMethod.Delete, PathOf(login) + "/active"), cancellationToken);

    public Task SetPasswordAsync(string login, SecureString password, CancellationToken cancellationToken)
        => client.SendAsync(
            new ApiRequest(HttpMethod.Put, PathOf(login) + "/password")
            {
                Content = JsonBody.Of(json => json.WriteString("password", SecureText.Reveal(password))),
                Secret = password,
            },
            cancellationToken);

    /// <summary>Gives the account a new key; the old one is good for nothing from then on.</summary>
    /// <exception cref="UnexpectedAnswerException">The key was replaced, but the server does not say the new one.</exception>
    public async Task<SecureString> ResetKeyAsync(string login, CancellationToken cancellationToken)
    {
        SecureString? key = await client.SendAsync(
            new ApiRequest(HttpMethod.Put, PathOf(login) + "/api-key"),
            static async (answer, token) => KeyAnswer.Find(await Changes.ReadAsync(answer, token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        // What the answer looks like is not on record; the account itself shows its key to those who may see it.
        key ??= await client.SendAsync(
            ApiRequest.Get(PathOf(login)),
            static async (answer, token) => KeyAnswer.Find(await ValueReader.ReadAsync(answer, token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        return key ?? throw new UnexpectedAnswerException($"The key of '{login}' was replaced, but the server does not say the new one.")
        {
            RecommendedAction = "The portal shows it on the page of the account.",
        };
    }

    public static string PathOf(string login) => "/api/v3/users/" + Uri.EscapeDataString(login);

    /// <summary>Reads what accounts have. The key among it is dropped.</summary>
    private static User UserOf(LooseRecord record)
    {
        var user = new User
        {
            Login = record.Text("login"),
            Name = record.Text("name"),
            Email = record.Text("email"),
            Title = record.Text("title"),
            Role = record.Text("role"),
            IsActive = record.Boolean("active"),
            IsDevice = record.Boolean("device"),
            IsApiOnly = record.Boolean("api-only"),
            OrganizationId = record.Integer("organization-id"),
            IntegrationId = record.Text("integration-id"),
        };
        return record.Complete(user);
    }
}
