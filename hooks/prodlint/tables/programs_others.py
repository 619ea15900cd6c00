"""Programs that reload, debug or serve for development: other languages, in brief, each from its own manual."""

from prodlint.tables.programs import DEBUGGER, DEBUGS, MODE, SERVER, Program

ITSELF = "the program itself"

OTHERS = (
    # Ruby
    Program("rerun shotgun guard", dev="*", instead="puma"),
    Program("rails rackup puma thin unicorn", modes="-e --environment -E --env", does=DEBUGS,
        instead="the same with `-e production`"),
    # PHP
    Program("artisan", dev="serve", does=SERVER, instead="the application with `php-fpm` behind a web server"),
    Program("symfony", dev="serve server:start local:server:start", does=SERVER, instead="php-fpm"),
    Program("console", dev="server:run server:start", does=SERVER, instead="php-fpm"),
    # php.net/manual/en/features.commandline.webserver.php: not for a public network
    Program("php", "-S", values="-S -t -c -d -z", ends=True, does=SERVER,
        instead="the application with `php-fpm` behind a web server"),
    # Java
    Program("mvn mvnw", dev="spring-boot:run quarkus:dev jetty:run", does=SERVER, instead="java -jar {}"),
    Program("gradle gradlew", dev="bootRun quarkusDev :bootRun", does=SERVER, instead="java -jar {}"),
    Program("java", "-agentlib:jdwp -Xrunjdwp -Xdebug", values="-cp -classpath --class-path", ends=True, does=DEBUGGER,
        instead="java -jar {}"),
    # docs.spring.io/spring-boot/reference/features/profiles.html, quarkus.io/guides/config-reference#profiles
    Program("java", values="-cp -classpath --class-path -jar",
        modes="-Dspring.profiles.active --spring.profiles.active -Dquarkus.profile -Dmicronaut.environments",
        does=MODE, instead="java -Dspring.profiles.active=prod -jar {}"),
    # keycloak.org/server/configuration: "must be avoided in production environments"
    Program("kc.sh", dev="start-dev", does=SERVER, instead="kc.sh start --optimized"),
    # .NET
    Program("dotnet", dev="watch", modes="--environment", instead="dotnet {}"),
    # Go
    Program("air realize compiledaemon gow", dev="*", safe="init -v", instead=ITSELF),
    Program("reflex", dev="*", safe="run init export deploy db login", instead=ITSELF),
    Program("dlv", dev="debug exec attach test dap", does=DEBUGGER, instead=ITSELF),
    # Rust
    Program("cargo", dev="watch", instead=ITSELF),
    Program("cargo-watch bacon", dev="*", instead=ITSELF),
    # any language
    Program("watchexec entr", dev="*", instead="the command itself"),
    Program("caddy", "--watch -w", only="run start", instead="caddy run"),
)  # fmt: skip
