"""How the JavaScript libraries are told which origins may read, and what they take for "any".

A row names all callables that behave alike. Unless it says otherwise the behaviour was measured:
`Origin: https://evil.test` sent to a running app.
"""

from prodlint.tables.cors_effects import ACTS, CLOSED, ECHO, STAR
from prodlint.tables.cors_library import Library

_ROWS = (
    # github.com/expressjs/cors; the wrappers below hand their options to it
    Library("cors"),
    Library("nextjs-cors", "2"),
    Library("@feathersjs/express.cors"),
    Library("@tinyhttp/cors.cors"),  # github.com/tinyhttp/cors
    Library("cors.oakCors"),  # deno.land/x/cors
    Library("@tajpouria/cors.oakCors"),
    # docs.nestjs.com/security/cors, docs.nestjs.com/websockets/gateways
    Library("*.enableCors"),
    Library("@nestjs/core.NestFactory.create @nestjs/websockets.WebSocketGateway", "-1.cors"),
    # github.com/typestack/routing-controllers, "Enable CORS": handed to the cors package
    Library("routing-controllers.createExpressServer routing-controllers.createKoaServer", "0.cors"),
    Library("routing-controllers.useExpressServer routing-controllers.useKoaServer", "1.cors"),
    # github.com/fastify/fastify-cors: handed to `register`
    Library("@fastify/cors fastify-cors", "1", listed=STAR),
    # github.com/koajs/cors; koa2-cors and koa-cors echo by default (their READMEs)
    Library("@koa/cors kcors @feathersjs/koa.cors", true=CLOSED, empty=STAR, starred=ECHO),
    Library("koa2-cors", missing=ECHO, true=CLOSED),
    Library("koa-cors", missing=ECHO),
    # hono.dev/docs/middleware/builtin/cors
    Library("hono/cors.cors @hono/hono/cors.cors hono/middleware.cors hono/middleware.ts.cors", true=CLOSED),
    # elysiajs.com/plugins/cors: credentials are allowed by default
    Library("@elysiajs/cors.cors @elysiajs/cors", missing=ACTS, true=ACTS, listed=STAR),
    # hapi.dev/api, route.options.cors: what is let in is sent back
    Library("@hapi/hapi.server @hapi/hapi.Server", "0.routes.cors", missing=ECHO, listed=ECHO, starred=ECHO),
    Library("hapi.server hapi.Server", "0.routes.cors", missing=ECHO, listed=ECHO, starred=ECHO),
    # the-guild.dev/graphql/yoga-server/docs/features/cors
    Library("graphql-yoga.createYoga", "0.cors", missing=ACTS, unset=ACTS, strict=True),
    Library("@graphql-yoga/node.createServer", "0.cors", missing=ACTS, unset=ACTS, strict=True),
    Library("fets.useCORS @whatwg-node/server.useCORS", missing=ACTS, strict=True),
    # apollographql.com/docs/apollo-server/v3/security/cors
    Library("apollo-server.ApolloServer apollo-server-lambda.ApolloServer *.applyMiddleware", "0.cors"),
    Library("*.createHandler", "0.cors"),
    # socket.io/docs/v4/handling-cors, socket.io/docs/v2/handling-cors
    Library("socket.io socket.io.Server socket.io.listen", "-1.cors"),
    Library("socket.io socket.io.listen", "-1", keys=("origins",), missing=CLOSED),
    # h3.dev/utils/security; Nuxt and Nitro import it by themselves
    Library("h3.handleCors handleCors h3.appendCorsHeaders appendCorsHeaders", "1"),
    # firebase.google.com/docs/functions/callable: `cors` is what the cors package calls `origin`
    Library("firebase-functions/v2/https.onRequest", keys=("cors",), missing=CLOSED),
    Library("firebase-functions/v2/https.onCall firebase-functions/https.onRequest", keys=("cors",), missing=CLOSED),
    Library("firebase-functions/https.onCall firebase-functions/v2.https.onRequest", keys=("cors",), missing=CLOSED),
    Library("firebase-functions/v2.https.onCall", keys=("cors",), missing=CLOSED),
    Library("firebase-functions/v2.setGlobalOptions", keys=("cors",), missing=CLOSED),
    # middy.js.org/docs/middlewares/http-cors: no origin, no header
    Library("@middy/http-cors", missing=CLOSED, true=CLOSED, starred=ECHO),
    Library("@middy/http-cors", keys=("origins",), missing=CLOSED, listed=STAR, starred=ECHO),
    Library("@middy/http-cors", keys=("getOrigin",), missing=CLOSED),
    # github.com/agrueneberg/Corser, lib/corser.js: no origins are all origins, sent back where credentials are allowed
    Library("corser.create", keys=("origins",), true=STAR, empty=STAR, starred=ECHO, credentials="supportsCredentials"),
    # their READMEs
    Library("micro-cors", true=CLOSED),
    Library("restify-cors-middleware restify-cors-middleware2 restify.CORS", keys=("origins",), listed=STAR),
    Library("itty-router.cors"),
    Library("itty-cors.createCors", keys=("origins",), listed=STAR),
    Library("@marblejs/middleware-cors.cors$"),
    Library("@orpc/server/plugins.CORSPlugin @orpc/server/fetch.CORSPlugin", missing=ECHO),
    Library("@orpc/server/node.CORSPlugin", missing=ECHO),
    Library("@adonisjs/cors.defineConfig", missing=CLOSED, listed=STAR),
    Library("@keystone-6/core.config", "0.server.cors", missing=ACTS, true=ACTS),
)
LIBRARIES = tuple(row._replace(callable=name) for row in _ROWS for name in row.callable.split())

# A `cors: { origin }` of a framework that the file does not name (egg, Moleculer, LoopBack, own settings).
UNNAMED = Library("cors", missing=CLOSED, listed=STAR)

# Methods that take a header's name and value. `setRequestHeader` is a client's.
HEADER_WRITERS = (
    "append appendHeader appendResponseHeader addHeader header headers Header set setHeader setResponseHeader "
    "writeHeader type"
).split()
