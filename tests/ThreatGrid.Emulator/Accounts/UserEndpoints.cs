using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Samples;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>Accounts: read, change, activate, keys, passwords, activity (sections 3.2 to 3.4). What is not on record is made up.</summary>
internal static class UserEndpoints
{
    private const string One = "/api/v3/users/{login}";

    public static void Map(WebApplication app, EmulatorState state)
    {
        void On(string method, string path, bool ownToo, Func<HttpContext, EmulatorUser, Task> answer)
            => app.MapMethods(path, [method], (HttpContext context, string login) => WithUserAsync(context, state, login, ownToo, answer));

        On("GET", One, true, (context, user) => ApiAnswer.WriteAsync(context, state, 3, json => UserJson.Write(json, user)));
        On("PUT", One, true, (context, user) => UpdateAsync(context, state, user));
        On("DELETE", One, false, (context, user) => Done(context, state, "delete " + user.Login, () => state.Users.Remove(user)));
        On("PUT", One + "/active", false, (context, user) => Done(context, state, "activate " + user.Login, () => user.IsActive = true));
        On("DELETE", One + "/active", false, (context, user) => Done(context, state, "de-activate " + user.Login, () => user.IsActive = false));
        On("PUT", One + "/api-key", true, (context, user) =>
        {
            user.Key = UserStore.NewKey();
            state.Users.Note(state.Clock.UtcNow, Caller.Of(context), "reset the key of " + user.Login);
            return state.Settings.Flag("silentKeys")
                ? Done(context, state, "key", () => { })
                : ApiAnswer.WriteAsync(context, state, 3, json => UserJson.Write(json, user));
        });
        On("PUT", One + "/password", true, (context, user) => PasswordAsync(context, state, user));
        On("GET", One + "/organization", true, (context, user) => ApiAnswer.WriteAsync(context, state, 3, json => OrganizationEndpoints.Write(json, state.Users.Organization(user.OrganizationId)!)));
        On("GET", One + "/activity", true, (context, user) => ActivityAsync(context, state, e => e.Login == user.Login));
        On("GET", One + "/samples", true, (context, user) => SampleEndpoints.PageAsync(context, state, [.. state.Samples.All().Where(s => s.Login == user.Login && s.OrganizationId == user.OrganizationId)], 100, false, (json, s) => SampleJson.Write(json, s, state.Clock.UtcNow, Caller.Owns(context, s))));
    }

    public static Task ActivityAsync(HttpContext context, EmulatorState state, Func<ActivityEntry, bool> wanted)
        => SampleEndpoints.PageAsync(context, state, [.. state.Users.Activity().Where(wanted)], 100, false, (json, entry) =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", SampleJson.Time(entry.Time));
            json.WriteString("login", entry.Login);
            json.WriteString("action", entry.Action);
            json.WriteString("user-agent", "made up");
            json.WriteEndObject();
        });

    public static Task RefuseAsync(HttpContext context) => ApiAnswer.WriteErrorAsync(context, 403, "You do not have permission to do this.");

    public static Task NotFoundAsync(HttpContext context) => ApiAnswer.WriteErrorAsync(context, 404, "The requested resource was not found.");

    public static Task WithUserAsync(HttpContext context, EmulatorState state, string login, bool ownToo, Func<HttpContext, EmulatorUser, Task> answer)
    {
        EmulatorUser caller = Caller.Of(context);
        EmulatorUser? user = state.Users.Find(login);
        if (user is null || (user.OrganizationId != caller.OrganizationId && caller.Role != "admin"))
        {
            return caller.IsAdministrator ? NotFoundAsync(context) : RefuseAsync(context);
        }

        return caller.MayManage(user.OrganizationId) || (ownToo && caller == user) ? answer(context, user) : RefuseAsync(context);
    }

    private static Task Done(HttpContext context, EmulatorState state, string action, Action change)
    {
        change();
        state.Users.Note(state.Clock.UtcNow, Caller.Of(context), action);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static async Task UpdateAsync(HttpContext context, EmulatorState state, EmulatorUser user)
    {
        Dictionary<string, JsonElement> body = await RequestBody.ReadAsync(context);
        string? email = body.Text("email");
        if (email is not null && state.Users.All().Any(u => u != user && u.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
        {
            await ApiAnswer.WriteErrorAsync(context, 400, "The email address is in use. ");
            return;
        }

        await Done(context, state, "update " + user.Login, () =>
        {
            user.Name = body.Text("name") ?? user.Name;
            user.Email = email ?? user.Email;
            user.Title = body.Text("title") ?? user.Title;
        });
    }

    private static async Task PasswordAsync(HttpContext context, EmulatorState state, EmulatorUser user)
    {
        string password = (await RequestBody.ReadAsync(context)).Text("password") ?? string.Empty;
        if (password.Length < 8)
        {
            await ApiAnswer.WriteErrorAsync(context, 400, $"The password {password} is too short. ");
            return;
        }

        await Done(context, state, "set the password of " + user.Login, () => { });
    }
}
