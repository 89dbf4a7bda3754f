#!/usr/bin/env python3
"""leadlight mailbox from outside, against a Dovecot of its own: connect, read, follow, forget.

Usage: mailbox_test.py PATH_OF_LEADLIGHT
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = "leadlight"
DOVECOT = "/usr/sbin/dovecot"
PASSWORD = "a secret word"
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
CONFIGURATION = """protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%u
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
first_valid_uid = 1
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""
MAIL = """From: Carl Bos <carl@northwind.example>
To: Ann <ann@ours.example>
Subject: Offer {number}
Date: Mon, 4 May 2026 10:00:00 +0000
Message-ID: <{number}@northwind.example>

Text of the mail.
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Mailbox(unittest.TestCase):
    def setUp(self):
        if not os.path.exists(DOVECOT) or shutil.which("openssl") is None:
            self.skipTest("Dovecot is not installed (dovecot-imapd, openssl)")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"
        self.start_dovecot(self.folder / "mail-server")
        self.run_ok("user", "create", "--name", "ann", "--role", "Salesperson", "--password-stdin", say="a long password\n")

    def start_dovecot(self, folder):
        self.server = folder
        folder.mkdir()
        self.folder.chmod(0o755)
        self.port = free_port()
        ids = (65534, 65534) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
        names = ("nobody", "nogroup") if os.geteuid() == 0 else (os.environ.get("USER", ""),) * 2
        (folder / "dovecot.conf").write_text(CONFIGURATION.format(
            folder=folder, port=self.port, user=names[0], group=names[1], uid=ids[0], gid=ids[1]))
        (folder / "users").write_text("ann:{PLAIN}" + PASSWORD + "\n")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        for kind in ("cur", "new", "tmp"):
            (folder / "mail" / "ann" / kind).mkdir(parents=True)
        self.deliver(range(30))
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "nobody:nogroup", folder], check=True)
        dovecot = subprocess.Popen([*NOBODY, DOVECOT, "-F", "-c", folder / "dovecot.conf"], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(dovecot.wait)
        self.addCleanup(dovecot.send_signal, signal.SIGTERM)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        self.fail("Dovecot did not start")

    def deliver(self, numbers):
        for number in numbers:
            file = self.server / "mail" / "ann" / "new" / f"{1_700_000_000 + number}.leadlight"
            file.write_text(MAIL.format(number=number))
            file.chmod(0o666)

    def run_it(self, *arguments, say=None, data=True):
        words = [PROGRAM, *map(str, arguments)] + (["--data", self.data] if data else [])
        environment = {**os.environ, "LEADLIGHT_LOG": "warning", "LEADLIGHT_CA_FILE": str(self.server / "cert.pem")}
        return subprocess.run(words, input=say, capture_output=True, text=True, timeout=120, env=environment)

    def run_ok(self, *arguments, **more):
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def add(self, *more, password=PASSWORD):
        return self.run_it("mailbox", "add", "--owner", "ann", "--host", "localhost", "--port", self.port, "--user",
                           "ann", *more, say=password + "\n")

    def state(self):
        return json.loads(self.run_ok("mailbox", "list", "--json"))[0]

    def test_reads_and_follows_an_account(self):
        self.assertEqual(self.add().returncode, 0)
        self.assertIn("30 messages read: 30 new", self.run_ok("mailbox", "sync", "ann"))
        self.assertIn("0 messages read", self.run_ok("mailbox", "sync", "ann"))
        self.deliver([30])
        self.assertEqual(json.loads(self.run_ok("mailbox", "sync", "ann", "--json"))["new"], 1)
        state = self.state()
        self.assertEqual((state["state"], state["messages"], state["owner"]), ("current", 31, "ann"))
        self.assertIn("current, 31 messages", self.run_ok("mailbox", "list"))

    def test_keeps_the_password_where_no_database_and_no_backup_tells_it(self):
        self.add()
        key = self.data / "secret.key"
        self.assertEqual(stat.S_IMODE(key.stat().st_mode), 0o600)
        self.run_ok("backup", "--to", self.folder / "copy")
        for file in [self.folder / "copy", *self.data.iterdir()]:
            content = file.read_bytes()
            self.assertNotIn(PASSWORD.encode(), content, file)
            if file != key:
                self.assertNotIn(key.read_bytes().strip(), content, file)
        key.unlink()
        failed = self.run_it("mailbox", "sync", "ann")
        self.assertNotEqual(failed.returncode, 0)
        self.assertIn("give the password again", failed.stderr)
        self.add()
        self.run_ok("mailbox", "sync", "ann")

    def test_says_what_is_wrong_and_how_to_mend_it(self):
        self.add(password="not this")
        failed = self.run_it("mailbox", "sync", "ann")
        self.assertEqual(failed.returncode != 0, True)
        self.assertIn("refuses the name or password", failed.stderr)
        self.assertIn("Give the password again", failed.stderr)
        self.assertEqual(self.state()["state"], "stopped")
        self.assertIn("without encryption", self.run_it(
            "mailbox", "add", "--owner", "ann", "--host", "imap.example.com", "--user", "ann", "--security", "none",
            say="x\n").stderr)
        self.assertIn("nobody", self.run_it(
            "mailbox", "add", "--owner", "nobody", "--host", "imap.example.com", "--user", "ann", say="x\n").stderr)
        self.assertIn("no password", self.run_it(
            "mailbox", "add", "--owner", "ann", "--host", "imap.example.com", "--user", "ann", say="").stderr)
        self.assertIn("there is no mailbox", self.run_it("mailbox", "sync", "nothing").stderr)

    def test_pauses_and_forgets(self):
        self.add()
        self.run_ok("mailbox", "sync", "ann")
        self.run_ok("mailbox", "pause", "ann")
        self.assertIn("paused", self.run_it("mailbox", "sync", "ann").stderr)
        self.run_ok("mailbox", "resume", "ann")
        self.run_ok("mailbox", "sync", "ann")
        self.run_ok("mailbox", "remove", "ann")
        self.assertEqual(json.loads(self.run_ok("mailbox", "list", "--json")), [])
        self.add()
        self.assertIn("30 messages read: 0 new, 30 repeated", self.run_ok("mailbox", "sync", "ann"))

    def test_a_killed_server_goes_on_where_it_stopped(self):
        self.deliver(range(30, 3_000))
        self.add()
        environment = {**os.environ, "LEADLIGHT_LOG": "warning", "LEADLIGHT_CA_FILE": str(self.server / "cert.pem")}
        serve = [PROGRAM, "serve", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}", "--mail-every", "1"]
        server = subprocess.Popen(serve, env=environment)
        for _ in range(600):
            if self.state()["done"] >= 400:
                break
            time.sleep(0.1)
        server.send_signal(signal.SIGKILL)
        server.wait()
        server = subprocess.Popen(serve, env=environment)
        try:
            # The dead server's lease ends after half a minute.
            for _ in range(200):
                state = self.state()
                if state["state"] == "current":
                    break
                time.sleep(0.5)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
        self.assertEqual((state["state"], state["messages"]), ("current", 3_000))
        report = json.loads(self.run_ok("mailbox", "sync", "ann", "--json"))
        self.assertEqual((report["read"], report["skipped"]), (0, 0))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
