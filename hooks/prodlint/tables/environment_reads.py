"""How the languages read the environment and the settings of an application, and where a default stands."""

# Calls whose first argument is the name; a second one is what stands in where it is not set.
READERS = frozenset(
    (
        "os.Getenv os.LookupEnv "  # pkg.go.dev/os
        "viper.GetString viper.GetStringSlice "  # pkg.go.dev/github.com/spf13/viper
        "System.getenv System.getProperty getenv.getOrDefault "  # docs.oracle.com java.lang.System, java.util.Map
        "environment.getProperty env.getProperty "  # docs.spring.io PropertyResolver
        "config.getOptionalValue "  # MicroProfile Config
        "config.propertyOrNull dotenv.get "  # api.ktor.io ApplicationConfig
        "env config getenv "  # laravel.com/docs/configuration, php.net
        "ENV.fetch "  # docs.ruby-lang.org ENV
        "Environment.GetEnvironmentVariable "  # learn.microsoft.com System.Environment, ConfigurationBinder
        "Configuration.GetValue configuration.GetValue config.GetValue "
        "Configuration.GetSection configuration.GetSection config.GetSection "
        "env.var env.var_os dotenvy.var std.env.var "  # doc.rust-lang.org std::env
        "System.get_env System.fetch_env System.fetch_env! Application.get_env"  # hexdocs.pm/elixir
    ).split()
)

# What is indexed by the name of a variable or setting.
INDEXED = frozenset(  # Ruby, PHP, ASP.NET, and Kotlin's `System.getenv()["X"]`
    "ENV _ENV _SERVER Configuration configuration config System.getenv".split()
)

# Methods of what was read: an argument is what stands in where there is nothing.
DEFAULTING = frozenset(
    "unwrap_or unwrap_or_else unwrap_or_default orElse orElseGet getOrElse ifBlank ifEmpty ok Get getString "
    "defaultValue withDefault".split()
)

# Functions of two values, of which the second stands in where the first is nothing.
FALLING_BACK = frozenset("requireNonNullElse defaultIfBlank defaultIfEmpty defaultString firstNonNull".split())

# What teams call a reader that they wrote for themselves, without case and `_`: `getEnvOrDefault("X", "d")`.
OWN_READERS = frozenset(
    "env envdefault envor envordefault envstr envstring envlist envslice envvar envwithdefault fetchenv fromenv getenv "
    "getenvdefault getenvor getenvordefault getenvorelse getenvstr getenvstring getenvlist getenvslice getenvstrings "
    "getenvvar getenvvalue getenvwithdefault getenvironmentvariable getfromenv lookupenv lookupenvor "
    "lookupenvordefault lookupenvstring mustenv mustgetenv optenv optionalenv readenv requiredenv requireenv "
    "stringenv strenv".split()
)
