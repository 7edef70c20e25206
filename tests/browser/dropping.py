"""Files let go over a page, as a hand would: Playwright has no way of its own for that."""

import base64
from collections.abc import Mapping

from playwright.sync_api import Page

_DROP = """
([selector, files]) => {
  const transfer = new DataTransfer()
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0))
    transfer.items.add(new File([bytes], name, { type: "image/jpeg" }))
  }
  const target = document.querySelector(selector)
  const box = target.getBoundingClientRect()
  const about = { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true }
  const at = { clientX: box.left + box.width / 2, clientY: box.top + Math.min(box.height / 2, 20) }
  for (const name of ["dragenter", "dragover", "drop"]) target.dispatchEvent(new DragEvent(name, { ...about, ...at }))
}
"""


def drop_files(page: Page, selector: str, files: Mapping[str, bytes]) -> None:
    """Let go `files` (name -> content), in their order, over the first element that `selector` finds."""
    page.evaluate(_DROP, [selector, [[name, base64.b64encode(data).decode()] for name, data in files.items()]])
