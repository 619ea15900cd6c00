"""Words in the names of env files, from the names in 500 public repositories. Lower case."""

# A name with one of these is a template: it shows which variables there are, and is committed by design.
TEMPLATE_WORDS = frozenset(
    """
    example examples exemple exemplo ejemplo beispiel esempio sample samples template templates tmpl tpl dist
    default defaults schema skel skeleton stub placeholder reference demo blank empty vorlage muster plantilla modelo
    """.split()
)

# Those of them that stand for the real file of the same name without the word.
COPIED_TEMPLATE_WORDS = ("example", "sample", "template", "tmpl", "tpl", "dist")

# Behind the word env, these say that the file is what an editor or a person put aside.
BACKUP_WORDS = frozenset("bak backup backups back old orig original save saved swp swo tmp rej copy".split())

# Ends of names of code, documentation and data that have nothing of an env file but the word.
OTHER_EXTENSIONS = frozenset(
    """
    py pyi pyc js jsx mjs cjs ts tsx mts cts vue svelte astro go rs rb java kt kts scala groovy cs fs cpp cc c h hpp
    swift dart lua pl pm r ex exs erl hs ml clj php phtml
    md mdx rst adoc html htm css scss less svg png jpg jpeg gif ico webp pdf ipynb log csv lock snap map
    j2 jinja jinja2 erb hbs ejs mustache twig njk
    toml xml proto graphql sql tf tfvars hcl nix mk cmake gradle conf cfg ini service properties
    zip gz bz2 xz 7z tar tgz zst exe dll so bin db sqlite
    lnk url ps1 bat cmd fish zsh csh dockerignore dockerfile helmignore
    """.split()
)

# In files with one of these words a plain word as a password is what everybody on the team knows.
RELAXED_WORDS = frozenset(
    """
    dev devel develop development developer local localhost test tests testing ci e2e docker compose sandbox debug
    devcontainer storybook vagrant dusk
    """.split()
)

# Files with one of these words are read by tests only.
TEST_WORDS = frozenset("test tests testing ci e2e dusk".split())  # dusk: Laravel's tests in a browser

# A name of nothing but these is of a secret that the application makes for itself, not one that a vendor issued.
OWN_SECRET_WORDS = frozenset(
    """
    app application django flask rails laravel symfony next nextauth auth jwt session sessions cookie csrf xsrf
    encryption encrypt signing sign hash salt pepper access refresh secret secrets key keys base token admin password
    """.split()
)

# A name of nothing but these says neither whose key it is nor what for.
NAMELESS_WORDS = frozenset("api key keys token access auth bearer apikey server backend".split())
