"""Settings of frameworks whose file and place say all: what switches debugging on there, in a line of its own."""

from typing import NamedTuple

ERRORS, DEBUGGER = "errors", "debugger"


class DebugLine(NamedTuple):
    """`file` matches the whole path, lower-cased, `line` a line without its comments; `setting` is what it says.

    `word` is a part of every such line, lower-cased.
    """

    file: str
    word: str
    line: str
    setting: str
    does: str
    fix: str


_LARAVEL = r"""\s*["']debug["']\s*=>\s*(?:\(bool\)\s*)?"""
DEBUG_LINES = (
    # laravel.com/docs/configuration#debug-mode; the framework ships `env('APP_DEBUG', false)`
    DebugLine(
        r"(?:.*/)?config/app\.php",
        "debug",
        _LARAVEL + r"""env\(\s*["']APP_DEBUG["']\s*,\s*(?P<value>true)\s*\)""",
        "debug is on unless APP_DEBUG is set",
        ERRORS,
        "Make it off by default: `env('APP_DEBUG', false)`.",
    ),
    DebugLine(
        r"(?:.*/)?config/app\.php",
        "debug",
        _LARAVEL + r"(?P<value>true)\b",
        "debug is on",
        ERRORS,
        "Read it from the environment: `env('APP_DEBUG', false)`.",
    ),
    # guides.rubyonrails.org/configuring.html#config-consider-all-requests-local
    DebugLine(
        r"(?:.*/)?config/environments/(?:production|staging)\.rb",
        "consider_all_requests_local",
        r"\s*config\.consider_all_requests_local\s*=\s*(?P<value>true)\b",
        "consider_all_requests_local is on",
        ERRORS,
        "Set `config.consider_all_requests_local = false`.",
    ),
    # docs.spring.io/spring-boot/reference/using/devtools.html: "never enable it on a production deployment"
    DebugLine(
        r"(?:.*/)?application-(?:prod|production|staging)\.properties",
        "spring.devtools.remote.secret",
        r"(?P<value>spring\.devtools\.remote\.secret)[ \t]*[=:][ \t]*\S",
        "spring.devtools.remote is on",
        DEBUGGER,
        "Leave `spring.devtools.remote.secret` out of the settings for production.",
    ),
    # docs.spring.io/spring-boot/maven-plugin/packaging.html: left out of the archive by default
    DebugLine(
        r"(?:.*/)?pom\.xml",
        "excludedevtools",
        r"\s*<excludeDevtools>\s*(?P<value>false)\s*</excludeDevtools>",
        "the archive holds spring-boot-devtools",
        ERRORS,
        "Leave `excludeDevtools` out: the plugin keeps the developer tools out of the archive by default.",
    ),
)
