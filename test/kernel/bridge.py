"""A Jupyter client that is driven over stdio: one JSON command a line in, one JSON event a line out.

Commands: {"id", "do": "start" | "send" | "interrupt" | "restart" | "shutdown", ...}. Every command is answered by
{"id", ...}; every message from the kernel comes as {"channel", "type", "parent", "content"}.
"""

import json
import queue
import subprocess
import sys
import threading

import zmq
from jupyter_client.manager import KernelManager

manager = KernelManager(kernel_name="tslab")
client = None


def emit(event):
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def connect():
    global client
    if client:
        client.stop_channels()
    client = manager.client()
    client.start_channels(stdin=False, hb=False)


def start(cwd):
    # A Node process makes the stdout it is given non-blocking, and long lines of ours would be cut.
    manager.start_kernel(cwd=cwd, stdout=subprocess.DEVNULL)
    connect()
    return {"pid": manager.provisioner.pid}


def send(channel, type, content):
    message = client.session.msg(type, content)
    getattr(client, channel + "_channel").send(message)
    return {"msg_id": message["header"]["msg_id"]}


def interrupt():
    manager.interrupt_kernel()
    return {}


def restart():
    manager.restart_kernel()
    connect()
    return {"pid": manager.provisioner.pid}


def shutdown():
    code = manager.provisioner.process.wait
    client.shutdown()
    return {"exit_code": code(timeout=10)}


COMMANDS = {f.__name__: f for f in (start, send, interrupt, restart, shutdown)}
commands = queue.Queue()


def read_commands():
    for line in sys.stdin:
        commands.put(json.loads(line))
    commands.put(None)


threading.Thread(target=read_commands, daemon=True).start()

while True:
    try:
        command = commands.get(timeout=None if client is None else 0.005)
        if command is None:
            break
        arguments = {k: v for k, v in command.items() if k not in ("id", "do")}
        emit({"id": command["id"], **COMMANDS[command["do"]](**arguments)})
    except queue.Empty:
        pass
    if client is None:
        continue
    for name in ("iopub", "shell", "control"):
        channel = getattr(client, name + "_channel")
        while channel.socket.poll(0, zmq.POLLIN):
            message = channel.get_msg(timeout=1)
            emit(
                {
                    "channel": name,
                    "type": message["msg_type"],
                    "parent": message["parent_header"].get("msg_id"),
                    "content": message["content"],
                }
            )

if manager.has_kernel:
    manager.shutdown_kernel(now=True)
