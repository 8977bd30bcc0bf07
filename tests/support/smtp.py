"""A mail server that keeps what it gets: smtp.py FOLDER. Prints its port,
then takes mail on the loopback address and writes each as FOLDER/<n>."""
import os, socket, sys, threading

folder = sys.argv[1]
lock, count = threading.Lock(), [0]


def serve(conn):
    f = conn.makefile('rb')
    say = lambda line: conn.sendall(line.encode() + b'\r\n')
    say('220 sink ESMTP')
    to = []
    while line := f.readline():
        word = line[:4].upper()
        if word in (b'EHLO', b'HELO'):
            say('250 sink')
        elif word == b'RCPT':
            to.append(line)
            say('550 no such box' if b'nobody@' in line else '250 ok')
        elif word == b'DATA':
            say('354 go on')
            text = b''
            while (line := f.readline()) not in (b'.\r\n', b''):
                text += line
            with lock:
                count[0] += 1
                n = count[0]
            with open(os.path.join(folder, '.%d' % n), 'wb') as out:
                out.write(b''.join(to) + b'\r\n' + text)
            os.rename(os.path.join(folder, '.%d' % n),
                      os.path.join(folder, '%d' % n))
            say('250 kept')
        elif word == b'QUIT':
            say('221 bye')
            break
        else:
            to = [] if word == b'MAIL' else to
            say('250 ok')
    conn.close()


s = socket.create_server(('127.0.0.1', 0))
print(s.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
