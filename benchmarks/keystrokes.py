"""How long it takes from pressing a key in a text of 150 blocks until the letter is on the screen.

A real Chromium types into the middle of the form's text, served as `make run` serves it. The page itself takes the
time: from the moment the key was pressed to the end of the frame that shows what it did. A screen of 60 frames a
second makes a letter wait for the next frame, up to 17 of the milliseconds.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks import EDITOR, PASSWORD
from benchmarks.importing import ROOT
from deploy.browser import find_browser
from deploy.run import HOST, server_command

TARGET = 50  # milliseconds
LETTERS = 200
BETWEEN = 70  # milliseconds from letter to letter: a fast writer
SECONDS_TO_START = 30

# The message after the callback of a frame comes when that frame has been painted.
LISTEN = """() => {
    window.waits = []
    document.addEventListener("keydown", event => {
        const pressed = event.timeStamp
        requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => window.waits.push(performance.now() - pressed)
            channel.port2.postMessage(null)
        })
    }, { capture: true })
}"""
# The caret goes to the end of the paragraph in the middle, where the page shows it.
TO_THE_MIDDLE = """() => {
    const lines = document.querySelectorAll(".ProseMirror[contenteditable] > p")
    const line = lines[Math.floor(lines.length / 2)]
    line.scrollIntoView({ block: "center" })
    getSelection().selectAllChildren(line)
    getSelection().collapseToEnd()
}"""


def measure_typing(environment: dict[str, str]) -> None:
    """Print the waits with the preview closed and open, or that there is no Chromium.

    Args:
        environment: what the server runs with; its database is the full paper of `benchmarks.paper`.
    """
    executable = find_browser()
    if executable is None:
        print("Typing is left out: no Chromium was found (make test-browser installs one).")
        return
    # Chromium refuses root its sandbox.
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with served(environment) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 900})
        open_the_long_article(page)
        print(f"{'typing':<36}{'letters':>10}{'median ms':>11}{'95th':>8}{'of target':>11}")
        report("150 blocks", typed(page))
        page.locator("#preview-toggle").click()
        report("150 blocks, preview open", typed(page))
        browser.close()


def report(name: str, waits: list[float]) -> None:
    """Print a line of the table."""
    late = statistics.quantiles(waits, n=20)[-1]
    print(f"{name:<36}{len(waits):>10}{statistics.median(waits):>11.0f}{late:>8.0f}{late / TARGET:>10.2f}x", flush=True)


def open_the_long_article(page: Page) -> None:
    """Sign in and open the newest article, which is the long one."""
    page.goto("/admin/login/?next=/admin/articles/article/")
    page.locator("[name=login]").fill(EDITOR)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form [type=submit]").first.click()
    page.locator("#result_list .field-headline_shown a").first.click()
    page.locator(".ProseMirror[contenteditable]").wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate(LISTEN)


def typed(page: Page) -> list[float]:
    """Type into the middle of the text and return what each letter waited, in milliseconds."""
    page.evaluate("window.waits = []")
    page.locator(".ProseMirror[contenteditable]").focus()
    page.evaluate(TO_THE_MIDDLE)
    text = ("und noch ein Satz im Text " * LETTERS)[:LETTERS]
    page.keyboard.type(text, delay=BETWEEN)
    page.wait_for_function(f"window.waits.length >= {LETTERS}")
    if text not in (page.locator(".ProseMirror[contenteditable]").text_content() or ""):
        raise SystemExit("What was typed is not in the text: this measurement has to be brought up to date.")
    waits: list[float] = page.evaluate("window.waits")
    return waits


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """Serve the site; yield its address without a closing slash."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    # It would complain of the pictures: the paper has their rows and not their files.
    command = server_command(Path(sys.executable), port)
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int) -> None:
    """Return as soon as something listens on `port`.

    Raises:
        SystemExit: it did not within half a minute.
    """
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=SECONDS_TO_START).close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise SystemExit(f"The site did not start within {SECONDS_TO_START} seconds.")
