"""Starts MiniStack with what it lacks for these tests, on a port with TLS and on one without, until standard input ends.

Arguments: the port with TLS, the port without, the certificate, its key.
"""
import asyncio
import os
import shutil
import signal
import sys
import threading

import ministack.app as app
from hypercorn.asyncio import serve
from hypercorn.config import Config

import bucket_properties
import condition_keys
import custom_resources
import kms_rights
import object_encryption
import other_resources
import replication
import stack_outputs


def end_with_input() -> None:
    """Whoever started it holds the other end of standard input: it ends with them, however they end, with all it has started and its folder."""
    sys.stdin.buffer.read()
    shutil.rmtree(os.getcwd(), ignore_errors=True)
    os.killpg(os.getpgid(0), signal.SIGKILL)


def main() -> None:
    secure, plain, certificate, key = sys.argv[1:]
    for part in (condition_keys, object_encryption, kms_rights, bucket_properties, replication, stack_outputs,
                 custom_resources, other_resources):
        part.install()
    threading.Thread(target=end_with_input, daemon=True).start()
    config = Config()
    config.bind = [f"127.0.0.1:{secure}"]
    config.insecure_bind = [f"127.0.0.1:{plain}"]
    config.certfile, config.keyfile = certificate, key
    # The tests synthesize for long between two requests.
    config.keep_alive_timeout = 3600
    config.loglevel = "WARNING"
    asyncio.run(serve(app.app, config))


main()
