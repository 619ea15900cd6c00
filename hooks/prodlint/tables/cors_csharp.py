"""C#: ASP.NET Core, Web API 2, OWIN, ServiceStack."""

from prodlint.tables.cors_code import Opener, Option
from prodlint.tables.cors_effects import ACTS, STAR

OPTIONS = (
    # dotnet/aspnetcore CorsPolicy.cs: a star counts only alone; CorsPolicyBuilder.cs, which is made of origins
    Option("WithOrigins CorsPolicyBuilder", "alone"),
    Option("SetIsOriginAllowed IsOriginAllowed", "function", effect=ACTS),
    # learn.microsoft.com Web API 2 EnableCorsAttribute: origins, headers, methods (that of ASP.NET Core takes the
    # name of a policy); OWIN CorsOptions.AllowAll
    Option("origins", "star comma", "EnableCors EnableCorsAttribute"),
    Option("EnableCorsAttribute EnableCors", "star comma", first=3),
    Option("UseCors", "none", marks="AllowAll", effect=ACTS),
    Option("Origins", "star", "CorsPolicy Cors.Infrastructure"),
    Option("AllowAnyOrigin", "true", effect=STAR),  # prodlint: ignore[no-wildcard-cors] a row
    # ServiceStack CorsFeature.cs
    Option("allowedOrigins", "star comma", "CorsFeature"),
)

OPENERS = (
    Opener(".AllowAnyOrigin", "`AllowAnyOrigin()` lets every origin in"),
    Opener(
        "CorsFeature",
        "`CorsFeature` without origins lets every origin in",
        unless="allowedOrigins allowOriginWhitelist",
    ),
)
