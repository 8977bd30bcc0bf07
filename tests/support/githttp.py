#!/usr/bin/env python3
"""Serves the git repositories below a folder by `git http-backend`, on the
loopback address: githttp.py FOLDER PORTFILE. The port is written once it
listens. /private/ asks for a password, /odd/ answers with escape sequences,
/slow/ says nothing for ever, and PORTFILE.slow is there once it is asked."""
import http.server
import os
import subprocess
import sys
import threading

root, portfile = sys.argv[1:3]


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def refuse(self, code, body, **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        path, _, query = self.path.partition("?")
        if path.startswith("/private/"):
            return self.refuse(401, b"", WWW_Authenticate='Basic realm="x"')
        if path.startswith("/odd/"):
            return self.refuse(404, b"no \x1b]0;owned\x07 such\x1b[2J place\n",
                               Content_Type="text/plain")
        if path.startswith("/slow/"):
            with open(portfile + ".slow", "w") as f:
                f.write("asked")
            return threading.Event().wait()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        env = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1",
                   REQUEST_METHOD=self.command, PATH_INFO=path,
                   QUERY_STRING=query, REMOTE_USER="lin",
                   CONTENT_TYPE=self.headers.get("Content-Type") or "",
                   HTTP_CONTENT_ENCODING=self.headers.get(
                       "Content-Encoding") or "",
                   GIT_PROTOCOL=self.headers.get("Git-Protocol") or "")
        done = subprocess.run(["git", "http-backend"], input=body, env=env,
                              stdout=subprocess.PIPE)
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        lines = dict(h.split(": ", 1) for h in head.decode().split("\r\n"))
        status = lines.pop("Status", "200").split()[0]
        lines.pop("Content-Length", None)
        self.refuse(int(status), rest, **lines)

    do_GET = do_POST = serve


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
with open(portfile + ".part", "w") as f:
    f.write(str(server.server_address[1]))
os.rename(portfile + ".part", portfile)
server.serve_forever()
