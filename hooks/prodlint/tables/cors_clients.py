"""What tells whether headers belong to the request of a client or to the answer of a server: calls, keys, names."""

from prodlint.light_typing import NamedTuple

# What is called with headers that a client sends.
CLIENTS = (
    r"(?:^|\.)(?:\w*fetch(?:er|Wrapper)?|axios\w*|ky|got|request|superagent|needle|phin|undici|ajax|\$http|useFetch|"
    r"useLazyFetch|useAxios\w*|XMLHttpRequest|HttpHeaders|GraphQLClient|HttpLink|createHttpLink|ApolloClient|"
    r"createUploadLink|EventSource\w*|setContext|fetchBaseQuery|createTRPCProxyClient|httpBatchLink|Request)$"
    r"|\b(?:axios|ky|got|superagent|request|agent|api|http|https|client|instance|apiClient|httpClient|\$http|\$|jQuery|"
    r"http_?Service|axiosInstance)\??\.(?:get|post|put|patch|delete|head|options|request|create|ajax|extend|"
    r"defaults|setHeaders?|fetch)$"
)
# What is called with headers, or with an object that holds them, and answers with them.
SERVERS = (
    r"(?:^|\.)(?:Response|NextResponse|json|next|redirect|rewrite|writeHead|setHeaders?|setHeader|status|send|body|html"
    r"|setResponseHeaders?|appendResponseHeaders?|appendHeaders?|respond\w*|respondWith|send\w*|create\w*Response"
    r"|build\w*Response|make\w*Response|\w*[rR]esponse|reply|callback|cb|done|resolve|defer|data|stream|stream\w*"
    r"|createError|writeHeader|text|newResponse)$"
    r"|\b(?:res|resp|response|reply|ctx|context|c|h|event)\??\.(?:set|header|headers|append|json|text)$"
)
# What hands on the headers that it is given.
CARRIERS = r"(?:^|\.)(?:Headers|Object\.(?:assign|entries|freeze|fromEntries)|Map)$"
VERB = r"\w\.(?:get|post|put|patch|delete|head|request)$"

# Keys beside headers that only a request has (in small letters), or only an answer.
REQUEST_KEYS = frozenset(
    "authorization accept accept-language cookie host origin referer sec-fetch-mode user-agent x-api-key "
    "x-requested-with method url data params baseurl mode withcredentials responsetype credentials timeout "
    "extraheaders requestheaders".split()
)
RESPONSE_KEYS = frozenset(
    "statuscode status body isbase64encoded multivalueheaders statustext responseparameters".split()
)

# Who is called with `headers=`: methods and classes of requests, httpx, aiohttp, urllib, websockets, Playwright.
SENDERS = frozenset(
    "Request Session ClientSession Client AsyncClient connect delete fetch get head new_context options patch post put "
    "request set_extra_http_headers stream urlopen ws_connect".split()
)
HEADERS = frozenset(("headers", "extra_headers", "additional_headers", "extra_http_headers", "default_headers"))
GIVEN_ALL = frozenset(("Request", "set_extra_http_headers"))


class Words(NamedTuple):
    """What headers are set on, and what mappings of them are called, in a language.

    `guesses`: where nothing else tells, by the names around and by what else the file holds; else it is an answer.
    """

    requests: str
    responses: str
    guesses: bool = False


SCRIPT = Words(
    r"axios|request|\breq\b|config|xhr|client|fetch|^(?:http|api|ajax)\b|init\b",
    r"\bres\b|response|reply|\bctx\b|context|\bset\.headers|\bevent\b|cors",
    guesses=True,
)
PYTHON = Words(
    r"(?:^|[^a-z])(?:requests?|req|session|client|scraper|opener)(?![a-z])",
    r"(?:^|[^a-z])(?:response|resp|res|reply)(?![a-z])",
)
OTHERS = Words(
    r"^[$@&*(]*(?:req|request|httprequest|r)\b(?:.*(?:\.header\b|->header|headers)|\.(?:set|add)?headers?$)"
    r"|^[$@&*(]*(?:\w*client|reqwest|faraday|http_?poison)\b"
    r"|(?:^|[^a-z])(?:request|req|client|rest_?template|httparty|httpoison|tesla|finch|redis|memcached?|cache)\w*$",
    r"allow|response|\bres\b|\bctx\b|context|answer|cors",
)
# What makes a request, or is called to send one.
SENDING = (
    r"Request\.Builder|RequestTemplate|request(?:\(\))?\.(?:newBuilder|mutate)\(|HttpRequest(?!Handler)|RequestMessage|new_?request|DefaultRequestHeaders|Net.HTTP.\w+.new|URLConnection"
    r"|\b(?:HttpEntity|exchange|RequestEntity)$"
    r"|\bMock(?:Response|Handler|HttpClient)\b|\bHttp::fake$|\bstub_request|\baResponse\b|\bResponseTemplate\b"  # fakes
    r"|^[$@&*(]*(?:\w*client|http|rest_?template|faraday|conn(?:ection)?|guzzle|reqwest|okhttp\w*|curl\w*|http_?request"
    r"|request_?builder|http_?poison|finch|tesla|req|httparty|typhoeus|dio|axios)\b.*"
    r"[.:>](?:get|post|put|delete|patch|head|new|request|run)[!?]?$"
)
# Libraries that send, where a language has no guesses, and what a file holds that answers, too.
SENDING_LIBRARIES = (
    r"io\.ktor\.client|\bretrofit2\.|\bfeign\.|org\.apache\.http\.client|java\.net\.http\.|\bHTTParty\b|\bFaraday\b"
    r"|\bRestClient\b|\bTyphoeus\b|go-resty/|imroc/req|\bureq::|\breqwest::|\bRestSharp\b|\bFlurl\b|\bRefit\b"
    r"|\bHTTPoison\b|\bTesla\b|GuzzleHttp\\Client\b"
)
ANSWERING = (
    r"(?i)servlet|ResponseWriter|HttpContext|ApplicationBuilder|WebApplication|Controller|ktor\.server|javalin|http4k|vertx"
    r"|\baxum|\bactix|\brocket|\bwarp\b|\bhyper|lambda|\bpoem|\bsalvo|\btide\b|\btower|IntoResponse|HttpResponse|Response::"
    r"|gin-gonic|labstack/echo|gofiber|\bRack|Sinatra|Grape|Roda|Hanami|Rails|\bPlug\b|Phoenix|ResponseInterface|JsonResponse"
    r"|\bheader\([\"'][\w-]+:|middleware"
)
# Of names around, where it is guessed.
RESPONSE_NAMES = r"cors|respon|reply|preflight|access_?control"
REQUEST_NAMES = r"request|axios|fetch|client|config|auth"

# What a file that is a client holds, and one that is a server.
CLIENT_FILES = (
    r"""\baxios\b|\bsuperagent\b|XMLHttpRequest|["']ky["']|["']react["']|@angular/common/http|useEffect|apisauce"""
    r"""|VITE_|REACT_APP_|NEXT_PUBLIC_|["']use client["']|localStorage|\bfetch\("""
)
SERVER_FILES = (
    r"""\bnew Response\b|\bres\.(?:json|send|set|end|status|header|write)|statusCode|["']express["']|Deno\.serve"""
    r"""|\bserve\(|next/server|exports\.handler|NextResponse|writeHead|createServer|["']@?aws"""
)
