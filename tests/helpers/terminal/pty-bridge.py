"""A terminal's wire: runs a program in a pty, as a terminal window with a job control shell in it does.

Usage: pty-bridge.py COLUMNS ROWS PROGRAM ARGUMENT...

Both ways frames: one letter, four bytes of length (big endian), the payload.
To the bridge:   i bytes typed | s "COLUMNS ROWS" | c continue the stopped program in the foreground | h hang up
From the bridge: o bytes written | d device of the terminal | p pid of the program | t it was stopped | x its exit code (128 + signal)
"""
import fcntl, os, pty, select, signal, struct, sys, termios

columns, rows, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


def send(kind, payload=b''):
    frame = kind + struct.pack('>I', len(payload)) + payload
    while frame:
        frame = frame[os.write(1, frame):]


def shell(device, orders, news):
    """The session's leader: starts the program in the foreground, notices when it stops, continues it when told."""
    os.setsid()
    fcntl.ioctl(device, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    own = os.getpgrp()
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(device, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        for stream in (0, 1, 2):
            os.dup2(device, stream)
        os.closerange(3, 256)
        os.execvp(command[0], command)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # What a shell does when its terminal dies: its jobs are told, and it waits no longer for orders.
    signal.signal(signal.SIGHUP, lambda *_: (os.killpg(job, signal.SIGHUP), os.killpg(job, signal.SIGCONT)))
    os.write(news, b'p%d\n' % job)
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            code = os.waitstatus_to_exitcode(status)
            os.write(news, b'x%d\n' % (code if code >= 0 else 128 - code))
            os._exit(0)
        os.tcsetpgrp(device, own)
        os.write(news, b't\n')
        if os.read(orders, 1) == b'':
            os._exit(0)
        os.tcsetpgrp(device, job)
        os.killpg(job, signal.SIGCONT)


def resize(to_columns, to_rows):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack('HHHH', to_rows, to_columns, 0, 0))


def written(size=65536):
    """What the program wrote; nothing when no one holds the terminal any more."""
    try:
        return os.read(master, size)
    except BlockingIOError:
        return None
    except OSError:
        return b''


def drain():
    while master is not None:
        data = written()
        if not data:
            return
        send(b'o', data)


master, device = pty.openpty()
resize(columns, rows)
send(b'd', os.ttyname(device).encode())
orders_read, orders = os.pipe()
news, news_write = os.pipe()
if os.fork() == 0:
    os.close(master)
    os.close(orders)
    os.close(news)
    shell(device, orders_read, news_write)
os.close(orders_read)
os.close(news_write)
os.set_blocking(master, False)

typed, asked, told = b'', b'', b''
while True:
    readable = [0] + ([news] if news is not None else []) + ([master] if master is not None else [])
    ready, writable, _ = select.select(readable, [master] if typed and master is not None else [], [])
    if writable:
        try:
            typed = typed[os.write(master, typed):]
        except BlockingIOError:
            pass
    if master in ready:
        data = written()
        if data:
            send(b'o', data)
        elif data == b'':
            os.close(master)
            master = None
    if news in ready:
        data = os.read(news, 4096)
        if data == b'':
            os.close(news)
            news = None
        *lines, told = (told + data).split(b'\n')
        for line in lines:
            drain()
            send(line[:1], line[1:])
    if 0 in ready:
        data = os.read(0, 65536)
        if data == b'':
            break
        asked += data
        while len(asked) >= 5:
            length = struct.unpack('>I', asked[1:5])[0]
            if len(asked) < 5 + length:
                break
            kind, payload, asked = asked[:1], asked[5:5 + length], asked[5 + length:]
            if master is None:
                continue
            if kind == b'i':
                typed += payload
            elif kind == b's':
                resize(*map(int, payload.split()))
            elif kind == b'c':
                os.write(orders, b'c')
            elif kind == b'h':
                os.close(master)
                master = None
