"""Settings of frameworks whose file and key say all: what switches debugging on there."""

from prodlint.light_typing import NamedTuple

ERRORS, DEBUGGER, MODE = "errors", "debugger", "mode"


class DebugKey(NamedTuple):
    """`file` matches the whole path, lower-cased; `key` is lower-cased without `-` and `_`, from the root of the file.

    `on` are the values that switch it on, lower-cased; none: every value does. `setting` is what the message says.
    """

    file: str
    key: str
    on: frozenset[str]
    setting: str
    does: str
    fix: str


class DebugLine(NamedTuple):
    """The same where a line says it: `line` matches one without its comments, `word` is a part of it, lower-cased."""

    file: str
    word: str
    line: str
    setting: str
    does: str
    fix: str


_TRUE = frozenset(("true",))
_SPRING = r"(?:.*/)?(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)"
_SPRING_IN_PRODUCTION = r"(?:.*/)?application-(?:prod|production|staging)\.(?:properties|ya?ml)"
_NO_STACKTRACE = "Set it to never, which is the default."

DEBUG_KEYS = (
    # docs.spring.io/spring-boot/appendix/application-properties: never by default (spring.web.error since 4.0)
    *(
        DebugKey(
            _SPRING, f"{prefix}.includestacktrace", frozenset(("always", "on-param", "on_param", "on-trace-param")),
            "include-stacktrace is on", ERRORS, _NO_STACKTRACE,
        )
        for prefix in ("server.error", "spring.web.error")
    ),
    # docs.spring.io/spring-boot/reference/using/devtools.html: "never enable it on a production deployment"
    DebugKey(
        _SPRING_IN_PRODUCTION, "spring.devtools.remote.secret", frozenset(), "spring.devtools.remote is on", DEBUGGER,
        "Leave `spring.devtools.remote.secret` out of the settings for production."),
    # docs.spring.io/spring-boot/reference/data/sql.html: off by default, not to be on in production
    DebugKey(_SPRING_IN_PRODUCTION, "spring.h2.console.enabled", _TRUE, "the H2 console is on", DEBUGGER,
        "Leave `spring.h2.console.enabled` out of the settings for production."),
    DebugKey(_SPRING, "spring.h2.console.settings.weballowothers", _TRUE, "the H2 console is open to others", DEBUGGER,
        "Leave `web-allow-others` out: it is off by default."),
    # ktor.io/docs/server-development-mode.html: false by default
    DebugKey(r"(?:.*/)?application\.ya?ml", "ktor.development", _TRUE, "ktor.development is on", MODE,
        "Leave it out: it is off by default."),
    # learn.microsoft.com/aspnet/core/fundamentals/host: errors of the start are shown; false by default
    DebugKey(
        r"(?:.*/)?appsettings(?:\.(?:production|staging))?\.json", "detailederrors", _TRUE, "DetailedErrors is on",
        ERRORS, "Keep it in appsettings.Development.json."),
)  # fmt: skip

DEBUG_LINES = (
    # docs.spring.io/spring-boot/maven-plugin/packaging.html: left out of the archive by default
    DebugLine(r"(?:.*/)?pom\.xml", "excludedevtools", r"\s*<excludeDevtools>\s*(?P<value>false)\s*</excludeDevtools>",
        "the archive holds spring-boot-devtools", ERRORS,
        "Leave `excludeDevtools` out: the plugin keeps the developer tools out of the archive by default."),
    # ktor.io/docs/server-development-mode.html: false by default
    DebugLine(r"(?:.*/)?application\.conf", "development", r"\s*(?:ktor\.)?development\s*=\s*(?P<value>true)\s*",
        "ktor.development is on", MODE, "Leave it out: it is off by default."),
)  # fmt: skip
