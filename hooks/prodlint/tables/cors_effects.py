"""What a website on any origin gets from a server that lets it in, as the tables of CORS libraries have it."""

# STAR: `*`, without cookies. ECHO: its own origin. ACTS: that, with credentials. CLOSED: nothing that works.
# SOCKET: a socket, which cookies come with always.
STAR, ECHO, ACTS, SOCKET, CLOSED = "star", "echo", "acts", "socket", ""
