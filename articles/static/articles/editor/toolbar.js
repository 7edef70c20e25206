// The toolbar: the editor's own buttons in the words of the desk, and a button for each thing that can be inserted.
import { settingsOf } from "newsroom-editor/asking"
import { offersOf } from "newsroom-editor/offers"

const WORDS = {
  paragraph: "paragraph",
  heading2: "subhead",
  heading3: "smallhead",
  bulletList: "list",
  orderedList: "numbers",
  bold: "bold",
  italic: "italic",
  "history:undo": "undo",
  "history:redo": "redo",
  link: "addLink",
  unlink: "removeLink",
}

/** Names the buttons that are there and adds those that insert something. `items` are the menu's, by name. */
export function fillToolbar(editor, { buttons, menu, _definedItems: items }) {
  const { words } = settingsOf(editor)
  delete items.blockquote // it is among what is inserted
  for (const [name, item] of Object.entries(items)) {
    const word = words[WORDS[name]]
    if (word && item.button) rename(item.button, word)
    if (["marks", "blockType"].some((group) => item.groups.has(group))) sayPressed(item)
  }
  let priority = 100
  for (const { name, word, icon, run } of offersOf(editor)) {
    if (!icon) continue
    const button = buttons.material(icon, word)
    button.dataset.word = word
    menu.defineItem({ name: `insert:${name}`, groups: "insert", priority: priority--, button, command: run })
  }
}

function rename(button, word) {
  button.title = word
  button.setAttribute("aria-label", word)
}

function sayPressed(item) {
  item.button?.setAttribute("aria-pressed", "false")
  item.update = (editor) => item.button.setAttribute("aria-pressed", String(Boolean(item.active(editor))))
}

/** Makes the drawn toolbar one stop for the Tab key; the arrow keys go from button to button. */
export function guideToolbar(editor) {
  const { dom } = editor.storage.menu
  if (!dom) return
  dom.setAttribute("role", "toolbar")
  dom.setAttribute("aria-label", settingsOf(editor).words.toolbar ?? "")
  keepBelowBar(dom)
  const buttons = () => [...dom.querySelectorAll("button:not(.hidden)")]
  const only = (one) => buttons().forEach((button) => (button.tabIndex = button === one ? 0 : -1))
  only(buttons()[0])
  dom.addEventListener("focusin", ({ target }) => only(target))
  dom.addEventListener("keydown", (event) => {
    const all = buttons()
    const here = all.indexOf(document.activeElement)
    const last = all.length - 1
    const to = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here ? here - 1 : last, Home: 0, End: last }[event.key]
    if (to === undefined || here < 0) return
    event.preventDefault()
    all[to].focus()
  })
}

/** Keeps the toolbar in sight below the page's own bar, which is as high as what it says. */
function keepBelowBar(dom) {
  const bar = document.querySelector(".desk-bar")
  if (bar) new ResizeObserver(() => (dom.style.top = `${bar.offsetHeight}px`)).observe(bar)
}
