using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Wire;

/// <summary>Answers 400 to parameters that make no sense.</summary>
internal sealed class BadParameterMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadParameterException e)
        {
            await ApiAnswer.WriteErrorAsync(context, 400, e.Message);
        }
    }
}
