"""What switches debugging on in Go, C#, PHP, Ruby, Elixir, Java and Kotlin, and what its default is.

A row says which languages it is for (kinds of `kinds.kind_of`), what is on, what that does and what to do instead.
"""

from prodlint.light_typing import NamedTuple

ERRORS, DEBUGGER, RELOADS, MODE = "errors", "debugger", "reloads", "mode"
# What code says for true; `yes` and its like are texts there, which only readers of settings take (`tables.truth`).
ON = frozenset(("true", "1", "on"))
OFF = frozenset(("false",))


class DebugSetting(NamedTuple):
    """A member, a key, an argument by name or a constant that gets one of the values `on` (lower-cased texts, or
    what names refer to).

    `of` matches the qualified name of what it is set on or given to, `file` the whole path, lower-cased: "" is any.
    `unless` is another name that is off where this one does no harm. `elsewhere` is a file beside it that decides,
    if it speaks of the name.
    """

    kinds: str
    names: str
    what: str
    does: str
    fix: str
    on: frozenset[str] = ON
    of: str = ""
    file: str = ""
    unless: str = ""
    elsewhere: str = ""


class DebugCall(NamedTuple):
    """A call that switches it on: `callee` matches its qualified name, or `.name` of an object that is not known.

    `at` is the argument that has one of the values `on`; -1: the call itself does. `key` is the first argument, where
    the call is told what to set. `needs` is a part of what the file imports.
    """

    kinds: str
    callee: str
    what: str
    does: str
    fix: str
    at: int = -1
    on: frozenset[str] = ON
    key: str = ""
    file: str = ""
    needs: str = ""


_WEB = r"(?:.*/)?(?:(?:public|web|html|htdocs|www)/)?(?:index|app)\.php"
_APP = r"(?:.*/)?config/app\.php"
_RAILS = r"(?:.*/)?config/environments/(?:production|staging)\.rb"
_MIX = r"(?!(?:.*/)?config/(?:runtime|dev|test)\.exs).*"
_IF_DEVELOPMENT = "Call it only where `app.Environment.IsDevelopment()` holds."

SETTINGS = (
    # echo.labstack.com/docs/customization: Debug sends the error itself to the client; false by default (echo.go)
    DebugSetting("go", "Debug", "echo's Debug is on", ERRORS, "Set it from the environment, off by default.",
        of=r"github\.com/labstack/echo(?:/v\d+)?\.(?:New|Echo)"),
    # learn.microsoft.com/aspnet/core/signalr/configuration, .../grpc/configuration: false by default, not in production
    DebugSetting("csharp", "EnableDetailedErrors", "EnableDetailedErrors is on", ERRORS,
        "Set it to `builder.Environment.IsDevelopment()`."),
    # learn.microsoft.com/aspnet/core/blazor/fundamentals/handle-errors: false by default
    DebugSetting(
        "csharp", "DetailedErrors", "DetailedErrors is on", ERRORS, "Set it to `builder.Environment.IsDevelopment()`."
    ),
    # learn.microsoft.com, ServiceDebugBehavior: false by default, "don't enable in production"
    DebugSetting(
        "csharp", "IncludeExceptionDetailInFaults", "IncludeExceptionDetailInFaults is on", ERRORS, "Leave it out."
    ),
    # chillicream.com/docs/hotchocolate: whether a debugger is attached, by default
    DebugSetting("csharp", "IncludeExceptionDetails", "IncludeExceptionDetails is on", ERRORS,
        "Set it to `builder.Environment.IsDevelopment()`."),
    # learn.microsoft.com/aspnet/core/fundamentals/environments: Production by default
    DebugSetting("csharp", "EnvironmentName", "the environment is Development", MODE,
        "Leave it out: the default is Production, and ASPNETCORE_ENVIRONMENT says otherwise where it should be.",
        on=frozenset(("development", "environments.development"))),
    # laravel.com/docs/configuration#debug-mode; the framework ships `env('APP_DEBUG', false)`. CakePHP's is the same.
    DebugSetting(
        "php", "debug", "debug is on", ERRORS, "Read it from the environment: `env('APP_DEBUG', false)`.", file=_APP
    ),
    DebugSetting("php", "app.debug", "app.debug is on", ERRORS, "Leave it to APP_DEBUG, which is off by default."),
    # developer.wordpress.org/advanced-administration/debug/debug-wordpress: false by default, shown by default if on
    DebugSetting("php", "WP_DEBUG", "WP_DEBUG is on", ERRORS, "Set it to false.",
        file=r"(?:.*/)?wp-config\.php", unless="WP_DEBUG_DISPLAY"),
    # yiiframework.com/doc/guide/2.0/en/structure-entry-scripts: false by default
    DebugSetting("php", "YII_DEBUG", "YII_DEBUG is on", ERRORS, "Take the line out: the default is false."),
    # codeigniter.com/userguide3/general/environments.html: development shows PHP's errors
    DebugSetting("php", "ENVIRONMENT", "the environment is development", MODE, "Make `production` the default.",
        on=frozenset(("development",)), file=_WEB),
    # slimframework.com/docs/v3/objects/application.html: false by default; v4: an argument, below
    DebugSetting("php", "displayErrorDetails", "displayErrorDetails is on", ERRORS,
        "Read it from the environment, off by default."),
    # craftcms.com/docs/5.x/reference/config/general.html#devmode: false by default
    DebugSetting("php", "devMode", "devMode is on", ERRORS, "Read it from the environment, off by default.",
        file=r"(?:.*/)?config/general\.php"),
    # guides.rubyonrails.org/configuring.html
    DebugSetting("ruby", "consider_all_requests_local", "consider_all_requests_local is on", ERRORS,
        "Set `config.consider_all_requests_local = false`.", file=_RAILS),
    DebugSetting(
        "ruby", "enable_reloading", "enable_reloading is on", RELOADS, "Set `config.enable_reloading = false`.",
        file=_RAILS),
    DebugSetting("ruby", "cache_classes", "cache_classes is off", RELOADS, "Set `config.cache_classes = true`.",
        on=OFF, file=_RAILS),
    # github.com/rails/web-console: only in development, unless this is false
    DebugSetting("ruby", "development_only", "the web console runs outside of development", DEBUGGER,
        "Leave `config.web_console.development_only` out.", on=OFF, of=r".*\bweb_console",
        file=r"(?:.*/)?config/(?:application|environments/(?:production|staging))\.rb"),
    # hexdocs.pm/phoenix/Phoenix.Endpoint.html: false by default, and fixed when the endpoint is compiled, so that
    # runtime.exs cannot change it (the application does not boot)
    DebugSetting(
        "elixir", "debug_errors", "debug_errors is on", ERRORS, "Keep `debug_errors: true` in config/dev.exs.",
        file=_MIX, elsewhere="prod.exs"),
    DebugSetting(
        "elixir", "code_reloader", "code_reloader is on", RELOADS, "Keep `code_reloader: true` in config/dev.exs.",
        file=_MIX, elsewhere="prod.exs"),
    # ktor.io/docs/server-development-mode.html: false by default
    DebugSetting("kotlin", "developmentMode", "developmentMode is on", MODE, "Leave it out: it is off by default."),
    # docs.spring.io, EnableWebSecurity: false by default, prints every request with its session
    DebugSetting("java kotlin", "debug", "debug of Spring Security is on", ERRORS, "Leave `debug = true` out.",
        of=r"(?:.*\.)?EnableWebSecurity"),
)  # fmt: skip

CALLS = (
    # github.com/gin-gonic/gin mode.go: DebugMode is what runs while neither GIN_MODE nor SetMode says otherwise
    DebugCall("go", r"github\.com/gin-gonic/gin\.SetMode", "gin runs in debug mode", MODE,
        "Call `gin.SetMode(gin.ReleaseMode)`, and debug mode only in development.",
        at=0, on=frozenset(("debug", "github.com/gin-gonic/gin.debugmode"))),
    # learn.microsoft.com/aspnet/core/fundamentals/error-handling: WebApplication adds it in Development by itself
    DebugCall(
        "csharp", r".*\.UseDeveloperExceptionPage", "the developer exception page is on", ERRORS, _IF_DEVELOPMENT
    ),
    DebugCall("csharp", r".*\.UseDatabaseErrorPage", "the database error page is on", ERRORS, _IF_DEVELOPMENT),
    # learn.microsoft.com, MigrationsEndPointExtensions: applies migrations for whoever asks
    DebugCall("csharp", r".*\.UseMigrationsEndPoint", "the migrations endpoint is on", ERRORS, _IF_DEVELOPMENT),
    # learn.microsoft.com/aspnet/core/blazor/debug
    DebugCall("csharp", r".*\.UseWebAssemblyDebugging", "debugging of WebAssembly is on", DEBUGGER, _IF_DEVELOPMENT),
    # learn.microsoft.com/aspnet/core/fundamentals/environments
    DebugCall("csharp", r".*\.UseEnvironment", "the environment is Development", MODE,
        "Leave it out: the default is Production.", at=0, on=frozenset(("development", "environments.development"))),
    # laravel.com/docs/configuration: Config::set(key, value), config()->set(key, value)
    DebugCall("php", r".*\.set", "app.debug is on", ERRORS, "Leave it to APP_DEBUG, which is off by default.",
        at=1, key="app.debug"),
    # book.cakephp.org/5/en/development/configuration.html: never true in production
    DebugCall("php", r".*\bConfigure\.write", "debug is on", ERRORS, "Set it to false.", at=1, key="debug"),
    # symfony.com/doc/current/configuration/front_controllers_and_kernel.html: Kernel(environment, debug)
    DebugCall("php", r"(?:.*\.)?(?:App)?Kernel", "the kernel runs in debug mode", ERRORS,
        "Pass `(bool) $context['APP_DEBUG']`.", at=1, file=_WEB),
    DebugCall("php", r"Symfony\.Component\.(?:Debug|ErrorHandler)\.Debug\.enable", "Debug::enable() runs", ERRORS,
        "Call it only where APP_DEBUG is on."),
    # slimframework.com/docs/v4/middleware/error-handling.html: the first argument shows the details
    DebugCall("php", r".*\.addErrorMiddleware", "displayErrorDetails is on", ERRORS,
        "Pass false, or read it from the environment, off by default.", at=0),
    # php.net/manual/errorfunc.configuration.php: "should never be used on production systems"
    DebugCall("php", r"ini_set", "display_errors is on", ERRORS, "Set it to 0, and log errors instead.",
        at=1, key="display_errors", file=r"(?:.*/)?(?:index|wp-config|bootstrap)\.php", on=ON | {"stdout", "yes"}),
    # sinatrarb.com/intro.html#environments: development unless APP_ENV says otherwise
    DebugCall("ruby", r"(?:.*\.)?set", "the environment is development", MODE, "Leave it to APP_ENV.",
        at=1, key="environment", on=frozenset(("development",)), needs="sinatra"),
    # sinatrarb.com/configuration.html: show_exceptions is on in development only
    DebugCall("ruby", r"(?:.*\.)?set", "show_exceptions is on", ERRORS, "Leave it out: it is on in development only.",
        at=1, key="show_exceptions", needs="sinatra"),
    DebugCall(
        "ruby", r"(?:.*\.)?enable", "show_exceptions is on", ERRORS, "Leave it out: it is on in development only.",
        at=0, on=frozenset(("show_exceptions",)), needs="sinatra"),
    # rubydoc.info/gems/rack, Rack::ShowExceptions: "be careful when you use this on public-facing sites"
    DebugCall("ruby", r"(?:.*\.)?use", "Rack::ShowExceptions runs", ERRORS, "Use it in development only.",
        at=0, on=frozenset(("rack.showexceptions",))),
    # hexdocs.pm/plug/Plug.Debugger.html: "do not use this module in production"
    DebugCall("elixir", r"use", "Plug.Debugger runs", ERRORS, "Use it where `Mix.env() == :dev` alone.",
        at=0, on=frozenset(("plug.debugger",))),
    # hexdocs.pm/phoenix/Phoenix.CodeReloader.html: within `if code_reloading? do`
    DebugCall("elixir", r"plug", "the code reloader runs", RELOADS, "Plug it within `if code_reloading? do`.",
        at=0, on=frozenset(("phoenix.codereloader", "phoenix.livereloader"))),
    # docs.spring.io/spring-boot/reference/features/profiles.html; docs.spring.io, WebSecurity.debug(boolean)
    DebugCall("java kotlin", r"(?:java\.lang\.)?System\.setProperty", "the profile for development is active", MODE,
        "Leave it to SPRING_PROFILES_ACTIVE.",
        at=1, key="spring.profiles.active", on=frozenset(("dev", "development", "local"))),
    DebugCall("java kotlin", r"(?:.*\.)?setAdditionalProfiles", "the profile for development is active", MODE,
        "Leave it to SPRING_PROFILES_ACTIVE.", at=0, on=frozenset(("dev", "development", "local"))),
    DebugCall("java kotlin", r"(?:java\.lang\.)?System\.setProperty", "Ktor runs in development mode", MODE,
        "Leave it out: it is off by default.", at=1, key="io.ktor.development"),
)  # fmt: skip
