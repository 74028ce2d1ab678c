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

/// <summary>Organisations: read, change, their users, devices, entitlements (section 3.6). What is not on record is made up.</summary>
internal static class OrganizationEndpoints
{
    private const string One = "/api/v3/organizations/{id:int}";

    private static readonly string[] EntitlementNames = ["samples", "feeds"];

    public static void Map(WebApplication app, EmulatorState state)
    {
        void On(string method, string path, bool adminOnly, Func<HttpContext, EmulatorOrganization, Task> answer)
            => app.MapMethods(path, [method], (HttpContext context, int id) => WithOrganizationAsync(context, state, id, adminOnly, answer));

        On("GET", One, false, (context, organization) => ApiAnswer.WriteAsync(context, state, 3, json => Write(json, organization)));
        On("PUT", One, true, (context, organization) => UpdateAsync(context, state, organization));
        On("GET", One + "/users", true, (context, organization) => ListAnswer.WriteAsync(context, state, "users", state.Users.All().Where(u => u.OrganizationId == organization.Id), (json, u) => UserJson.Write(json, u)));
        On("POST", One + "/users", true, (context, organization) => CreateAsync(context, state, organization));
        On("GET", One + "/devices", true, (context, organization) => ListAnswer.WriteAsync(context, state, "devices", state.Users.All().Where(u => u.IsDevice && u.OrganizationId == organization.Id), WriteDevice));
        On("GET", One + "/entitlements", true, (context, organization) => ListAnswer.WriteAsync(context, state, "entitlements", EntitlementNames, (json, name) => WriteEntitlement(json, name, state)));
        app.MapGet(One + "/entitlements/{entitlement}", (HttpContext context, int id, string entitlement) => WithOrganizationAsync(context, state, id, true, (_, _) =>
            EntitlementNames.Contains(entitlement)
                ? ApiAnswer.WriteAsync(context, state, 3, json => WriteEntitlement(json, entitlement, state))
                : UserEndpoints.NotFoundAsync(context)));
        On("GET", One + "/user-activity", true, (context, organization) => UserEndpoints.ActivityAsync(context, state, e => e.OrganizationId == organization.Id));
        On("GET", One + "/samples", false, (context, organization) => SampleEndpoints.PageAsync(context, state, [.. state.Samples.All().Where(s => s.OrganizationId == organization.Id)], 100, false, (json, s) => SampleJson.Write(json, s, state.Clock.UtcNow, Caller.Owns(context, s))));
    }

    public static void Write(Utf8JsonWriter json, EmulatorOrganization organization)
    {
        json.WriteStartObject();
        json.WriteNumber("id", organization.Id);
        json.WriteString("name", organization.Name);
        json.WriteString("industry", organization.Industry);
        json.WriteString("authorized-networks", organization.Networks);
        json.WriteBoolean("can-flag", organization.CanFlag);
        json.WriteBoolean("runtimes", organization.Runtimes);
        json.WriteString("ats-id", "made up");
        json.WriteEndObject();
    }

    private static Task WithOrganizationAsync(HttpContext context, EmulatorState state, int id, bool adminOnly, Func<HttpContext, EmulatorOrganization, Task> answer)
    {
        EmulatorUser caller = Caller.Of(context);
        EmulatorOrganization? organization = state.Users.Organization(id);
        if (organization is null)
        {
            return caller.IsAdministrator ? UserEndpoints.NotFoundAsync(context) : UserEndpoints.RefuseAsync(context);
        }

        return caller.MayManage(id) || (!adminOnly && caller.OrganizationId == id) ? answer(context, organization) : UserEndpoints.RefuseAsync(context);
    }

    private static void WriteDevice(Utf8JsonWriter json, EmulatorUser device)
    {
        json.WriteStartObject();
        json.WriteString("login", device.Login);
        json.WriteString("name", device.Name);
        json.WriteString("device-model", "made up");
        json.WriteBoolean("active", device.IsActive);
        json.WriteEndObject();
    }

    private static void WriteEntitlement(Utf8JsonWriter json, string name, EmulatorState state)
    {
        json.WriteStartObject();
        json.WriteString("id", name);
        json.WriteString("name", "Made up " + name);
        json.WriteString("start-date", SampleJson.Time(state.Clock.UtcNow.Date.AddYears(-1)));
        json.WriteString("end-date", SampleJson.Time(state.Clock.UtcNow.Date.AddYears(1)));
        json.WriteNumber("quantity", 1000);
        json.WriteEndObject();
    }

    private static async Task UpdateAsync(HttpContext context, EmulatorState state, EmulatorOrganization organization)
    {
        Dictionary<string, JsonElement> body = await RequestBody.ReadAsync(context);
        organization.Name = body.Text("name") ?? organization.Name;
        organization.Industry = body.Text("industry") ?? organization.Industry;
        organization.Networks = body.Text("authorized-networks") ?? organization.Networks;
        organization.CanFlag = body.Text("can-flag") is { } flag ? flag == "true" : organization.CanFlag;
        organization.Runtimes = body.Text("runtimes") is { } runtimes ? runtimes == "true" : organization.Runtimes;
        if (body.TryGetValue("additional-submission-rate-limits", out JsonElement limits))
        {
            organization.Limits = RequestBody.Windows(limits) ?? [];
        }

        state.Users.Note(state.Clock.UtcNow, Caller.Of(context), "update organization");
        context.Response.StatusCode = 204;
    }

    private static async Task CreateAsync(HttpContext context, EmulatorState state, EmulatorOrganization organization)
    {
        Dictionary<string, JsonElement> body = await RequestBody.ReadAsync(context);
        string login = body.Text("login") ?? string.Empty;
        string email = body.Text("email") ?? string.Empty;
        if (login.Length == 0 || email.Length == 0)
        {
            await ApiAnswer.WriteErrorAsync(context, 400, $"The parameter {(login.Length == 0 ? "login" : "email")} is required. ");
        }
        else if (state.Users.All().Any(u => u.Login.Equals(login, StringComparison.OrdinalIgnoreCase) || u.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
        {
            await ApiAnswer.WriteErrorAsync(context, 400, "The login or the email address is in use. ");
        }
        else
        {
            var user = new EmulatorUser { Login = login, Email = email, Name = body.Text("name") ?? string.Empty, Title = body.Text("title") ?? string.Empty, OrganizationId = organization.Id, Key = UserStore.NewKey() };
            state.Users.Add(user);
            state.Users.Note(state.Clock.UtcNow, Caller.Of(context), "create " + login);
            await ApiAnswer.WriteAsync(context, state, 3, json => UserJson.Write(json, user));
        }
    }
}
