"""Words that people write where a secret will stand, in many languages. Lower case, without accents.

From the templates of public repositories, and from what "your key here", "change this" and "example" are in
other languages.
"""

# Any of these inside a value says that it is no secret. They are looked for in the middle of tokens too, where
# a short word turns up by chance: four letters only where the word is a very common one.
STRONG = frozenset(
    """
    your change changeme replace example sample placeholder dummy fake insert redacted todo fixme xxxx
    generate mock foobar lorem notreal notasecret notsecret insecure secrethere keyhere tokenhere passwordhere
    masked censored modify modified
    cambia cambiar cambiame ejemplo reemplaza reemplazar coloca clave
    alterar altere mude trocar troque substitua substituir exemplo chave senha
    changez changer remplacer remplacez exemple jeton
    deine aendern ersetzen beispiel schluessel geheim passwort
    cambiami sostituisci inserisci esempio chiave
    verander vervang voorbeeld wachtwoord
    twoja zmien wpisz przyklad haslo klucz
    zamenite parol
    sizin buraya degistir ornek sifre
    ganti masukkan contoh kunci isikan
    exempel eksempel indtast salasana vaihda
    """.split()
)

# Too short or too common for the middle of a token: they count as whole words of a value made of words only.
STRONG_ALONE = frozenset(
    """
    yours here enter hidden removed deleted primer put paste fill set add get edit
    update create define specify provide use see ask tbd tba any some
    su sus tu tus sua seu teu tua votre vos aqui dein ihre jouw vash zdes byt
    ton ta ici hier ihr uw qui il la tuo twoj moj vas tvoj din ditt
    anda isi kamu ban cua nhap koko nide wode no not none never without
    """.split()
)

# Words that are no secret by themselves. A value made only of these, of the words of its own name and of a
# few digits (`super-secret-key`, `test_token_2`, `admin123`, `p@ssw0rd`) is a placeholder or a default that
# everybody knows.
GENERIC = frozenset(
    """
    secret secrets password passwd pass pwd pw passphrase passcode key keys token tokens api apikey auth jwt
    oauth session sessions cookie cookies csrf app apps application admin administrator adm root user users
    username usr guest owner super superuser supersecret test tests tester testing tst demo dev develop
    developer development local localhost default staging stage prod production live sandbox server client
    service services db database data postgres postgresql pg mysql mariadb mongo mongodb redis rabbit rabbitmq
    minio minioadmin elastic kafka sql sa django laravel symfony flask fastapi rails next nextauth node
    express react vue unsafe weak strong secure security safe long longer very really real random randomly
    string text value values chars characters character char min minimum max least bytes byte bit bits hex
    base this that these the a an and or of to for from in on at by with it is be do dont must should will can
    only please before after your my mine our me we i you own new old good best first second main common basic
    simple short hello world welcome letmein let qwerty abc foo bar baz qux private public access refresh
    signing sign encryption encrypt encrypted decrypt hash hashed salt code id name email mail account bot
    webhook hook url host port null nil none undefined empty blank unset unknown missing optional required
    true false yes off disabled enabled na ci cd github gitlab docker compose container build keyboard cat
    master youshallnotpass slave sudo pi toor debug debugger temp tmp temporary trial free some something thing anything
    whatever stuff monkey dragon iloveyou login signin openssl rand head base64 uuid uuidgen gen generator
    commit committed git repo shared internal external system sys company project org team example env
    environment variable var config setting settings credential credentials cred creds bearer header sk pk ghp
    rk re sg hf xoxb akia proj ant secreta segredo contrasena mot passe wachtwoord losenord adgang hasla tajne
    heslo clau web site page backend frontend back front worker mailer smtp cache queue broker
    """.split()
)
