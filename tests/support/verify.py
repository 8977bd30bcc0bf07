#!/usr/bin/env python3
"""A second reader of case files, written from docs/FILE-FORMAT.md alone.

verify.py FILE: checks schema, hashes, ids, signatures, counters and
dependencies without any code of the program. Needs python3 and openssl.
One line a fault; exit 0 if there is none, 1 else, 2 if unreadable."""
import hashlib, json, os, sqlite3, subprocess, sys, tempfile
from urllib.parse import quote

APP = {0x53544E43: b"STANCH\0\1", 0x53544E44: b"STDRIL\0\1"}
L = 2**252 + 27742317777372353535851937790883648493
SPKI = bytes.fromhex("302a300506032b6570032100")
SCHEMA = [
    ("table", "rec", "CREATE TABLE rec(n INTEGER PRIMARY KEY, id BLOB NOT NULL"
     " UNIQUE, hdr BLOB NOT NULL, sig BLOB NOT NULL, body BLOB) STRICT"),
    ("index", "sqlite_autoindex_rec_1", None),
    ("table", "att", "CREATE TABLE att(hash BLOB NOT NULL PRIMARY KEY,"
     " data BLOB NOT NULL) STRICT"),
    ("index", "sqlite_autoindex_att_1", None)]

sha = lambda b: hashlib.sha256(b).digest()
num = lambda h, a, b: int.from_bytes(h[a:b], "little")


def signed(key, sig, msg, d):
    """Ed25519 by openssl, which does not ask whether S < L: we do."""
    if len(sig) != 64 or int.from_bytes(sig[32:], "little") >= L:
        return False
    for name, b in (("k", SPKI + key), ("s", sig), ("m", msg)):
        with open(os.path.join(d, name), "wb") as f:
            f.write(b)
    return subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
         "-inkey", "k", "-rawin", "-in", "m", "-sigfile", "s"],
        cwd=d, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL).returncode == 0


def check(rec, seen, case, magic, d):
    """Yields what is wrong with one record; puts it into seen."""
    n, rid, h, sig, body = rec
    if len(h) < 152 or len(h) != 152 + 32 * h[9] or h[9] > 64:
        yield "header length"
        return
    kind, deps = h[8], [h[i:i + 32] for i in range(152, len(h), 32)]
    if h[:8] != magic or kind > 2 or h[10:12] != b"\0\0":
        yield "malformed header"
    if kind != 1 and h[88:120] != bytes(32):
        yield "epoch in a record that is not sealed"
    if sha(h) != rid:
        yield "header and id differ"
    if h[24:56] != (case if deps else bytes(32)):
        yield "of another case"
    if not signed(h[56:88], sig, h, d):
        yield "signature"
    if body is None and kind == 2:
        yield "body is missing"
    if body is not None:
        if len(body) != num(h, 12, 16) or sha(body) != h[120:152]:
            yield "body and hash differ"
        elif kind != 1 and "t" not in json.loads(body):
            yield "body without an event"
    if any(x not in seen for x in deps):
        yield "names an entry that is not before it"
    elif num(h, 16, 24) != 1 + max([seen[x] for x in deps], default=0):
        yield "counter does not follow"
    if deps != sorted(set(deps)):
        yield "dependencies out of order"
    seen[rid] = num(h, 16, 24)


def main(path):
    db = sqlite3.connect(f"file:{quote(path)}?mode=ro&immutable=1", uri=True)
    one = lambda q: db.execute(q).fetchall()
    magic = APP.get(one("PRAGMA application_id")[0][0])
    faults, seen, case, recs = [], {}, None, []
    if magic is None or one("PRAGMA user_version") != [(1,)]:
        faults.append("not a case file of version 1")
    elif one("SELECT type, name, sql FROM sqlite_schema"
             " ORDER BY rowid") != SCHEMA:
        faults.append("schema")
    else:
        recs = one("SELECT n, id, hdr, sig, body FROM rec ORDER BY n")
        case = recs[0][1] if recs else None
        with tempfile.TemporaryDirectory() as d:
            for r in recs:
                faults += [f"record {r[0]}: {why}"
                           for why in check(r, seen, case, magic, d)]
        faults += [f"attachment {h.hex()[:16]}: content and hash differ"
                   for h, data in one("SELECT * FROM att") if sha(data) != h]
    print("\n".join(faults + [f"{len(recs)} records, {len(faults)} faults"]))
    return 1 if faults or not recs else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except (sqlite3.Error, ValueError, IndexError) as e:
        print(f"unreadable: {e}")
        sys.exit(2)
