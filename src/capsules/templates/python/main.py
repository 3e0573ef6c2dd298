"""An agent with a program of its own: it says how long a text file takes to read.

claw starts this program for one task and talks with it in JSON lines over stdin and stdout. It has no files, no network and
no keys. What it wants it asks for with call_tool: claw checks that, asks the person where the policy says so, and records it.

Change `work` (and the description and examples in manifest.json, by which claw finds this agent), then try it:

    claw run --agent <its id> "how long does it take to read notes.txt?"
"""

import json
import re
import sys

WORDS_A_MINUTE = 230
FILE_NAME = re.compile(r"[\w./-]*\w\.\w+")


def work(task):
    """The task as the person typed it -> the answer, a text or any JSON value. Raise Problem when it cannot be done."""
    found = FILE_NAME.search(task)
    if found is None:
        raise Problem("NO_FILE", "The task names no file. Try: how long does it take to read notes.txt?")
    path = found.group()
    words = len(re.findall(r"\w+", read_text(path)))
    return f"{path}: {words} words, about {max(1, round(words / WORDS_A_MINUTE))} min to read."


def read_text(path):
    """A whole text file, read in slices: a line of the wire holds at most 1 MiB."""
    lines, parts = 0, []
    while True:
        part = call_tool("file_io", {"op": "read", "path": path, "offset": lines, "limit": 2000}, f"read {path}")
        parts.append(part["content"])
        lines += part["lines"]
        if part["lines"] == 0 or lines >= part["lines_total"]:
            return "\n".join(parts)


# From here on: the wire. It needs no change.


class Problem(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


calls = 0


def call_tool(tool, args, reason):
    """Runs a tool of this agent's allowlist and returns its result. What claw refuses comes back as a Problem."""
    global calls
    calls += 1
    send({"type": "tool_call_intent", "id": str(calls), "tool": tool, "args": args, "reason": reason})
    reply = receive()
    if not reply["ok"]:
        raise Problem(reply["error"]["code"], reply["error"]["message"])
    return reply["result"]


def send(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def receive():
    """The next message. A closed stdin and a cancel both mean that this program is to end."""
    line = sys.stdin.readline()
    message = json.loads(line) if line else {"type": "cancel"}
    if message["type"] == "cancel":
        sys.exit(0)
    return message


def respond(**fields):
    send({"type": "agent_response", "result": None, "artifacts": [], "memory_updates": [], "metrics": {"tool_calls": calls}, **fields})


def main():
    request = receive()
    try:
        respond(status="ok", result=work(request["task"]))
    except Problem as problem:
        respond(status="error", error_code=problem.code, error_message=str(problem))


if __name__ == "__main__":
    main()
