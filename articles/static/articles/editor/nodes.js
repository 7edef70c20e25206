// The text's own nodes: picture, gallery, related link and embed. Each is one block that stands for a row, kept in
// the HTML as an empty element that names it (articles/body.py). In the editor it is a card that shows the row.
import { Extension, Node } from "django-prose-editor/editor"

const CHUNK = 50 // UUIDs in one question: an address of about 2 kB

// --- what the cards show ------------------------------------------------------------------------------------

const DEFAULTS = { previews: "", choices: "", words: {} }
const known = new Map() // uuid -> promise of a card, or of null where there is no such row
let asked = []
let askedAt = ""

function settingsOf(editor) {
  const textarea = editor.options.element?.querySelector?.("textarea[data-story-nodes]")
  return textarea ? JSON.parse(textarea.dataset.storyNodes) : DEFAULTS
}

/** Returns the card of a row; all that are asked for in one go travel in one question. */
function cardOf(uuid, address) {
  if (!known.has(uuid)) {
    known.set(
      uuid,
      new Promise((resolve, reject) => {
        if (!asked.length) setTimeout(ask, 0)
        askedAt = address
        asked.push({ uuid, resolve, reject })
      }),
    )
  }
  return known.get(uuid)
}

function ask() {
  const all = asked
  asked = []
  for (let start = 0; start < all.length; start += CHUNK) {
    const some = all.slice(start, start + CHUNK)
    const query = new URLSearchParams(some.map(({ uuid }) => ["uuid", uuid]))
    fetch(`${askedAt}?${query}`, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : Promise.reject(response)))
      .then((cards) => some.forEach(({ uuid, resolve }) => resolve(cards[uuid] ?? null)))
      .catch((error) =>
        some.forEach(({ uuid, reject }) => {
          known.delete(uuid) // so that the next look asks again
          reject(error)
        }),
      )
  }
}

// --- the card -----------------------------------------------------------------------------------------------

function element(tag, className, text = "") {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

function fill(dom, kind, card, words) {
  const body = element("span", "story-card-body")
  body.append(element("span", "story-card-kind", card.kind || words[kind] || kind))
  if (card.title) body.append(element("span", "story-card-title", card.title))
  if (card.detail) body.append(element("span", "story-card-detail", card.detail))
  dom.replaceChildren(body)
  if (card.thumbnail) {
    const image = element("img", "story-card-thumbnail")
    image.src = card.thumbnail
    image.alt = ""
    image.draggable = false // the card is dragged, not the picture in it
    dom.prepend(image)
  }
}

function nodeView(kind) {
  return ({ node, editor }) => {
    const { previews, words } = settingsOf(editor)
    const dom = element("div", `story-card story-card-${kind}`)
    if (kind === "embed") {
      const { provider, url, text } = node.attrs
      fill(dom, kind, { title: text || provider, detail: url ?? provider }, words)
    } else {
      fill(dom, kind, { title: "…" }, words)
      cardOf(node.attrs.uuid ?? "", previews).then(
        (card) => {
          dom.classList.toggle("story-card-gone", !card)
          fill(dom, kind, card ?? { title: words.gone }, words)
        },
        () => fill(dom, kind, { title: words.unreachable }, words),
      )
    }
    return { dom }
  }
}

// --- inserting ----------------------------------------------------------------------------------------------

/** Opens a dialog that finds pictures, galleries and the article's own links, and inserts the chosen one. */
function openChoice(editor) {
  const { choices, words } = settingsOf(editor)
  const dialog = element("dialog", "prose-editor-dialog story-choice")
  const search = element("input", "story-choice-search")
  search.type = "search"
  search.placeholder = words.search
  search.setAttribute("aria-label", words.search)
  const list = element("div", "story-choice-list")
  const close = element("button", "", words.cancel)
  close.type = "button"
  close.addEventListener("click", () => dialog.close())
  dialog.append(element("h3", "prose-editor-dialog-title", words.insert), search, list, close)
  dialog.addEventListener("close", () => dialog.remove())

  const offer = (card) => {
    const button = element("button", "story-card")
    button.type = "button"
    fill(button, card.node, card, words)
    button.addEventListener("click", () => {
      dialog.close()
      const type = `story${card.node[0].toUpperCase()}${card.node.slice(1)}`
      editor.chain().focus().insertContent({ type, attrs: { uuid: card.uuid } }).run()
    })
    return button
  }
  let latest = 0
  const look = async () => {
    const question = ++latest
    const response = await fetch(`${choices}&${new URLSearchParams({ q: search.value })}`).catch(() => null)
    if (question !== latest) return // a later question overtook this one
    const found = response?.ok ? (await response.json()).choices : []
    list.replaceChildren(...(found.length ? found.map(offer) : [element("p", "", words.nothing)]))
  }
  let pause
  search.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(look, 200)
  })
  document.body.append(dialog) // outside of the form: Enter in the search must not save the article
  dialog.showModal()
  look()
}

// --- the nodes ----------------------------------------------------------------------------------------------

function storyNode(kind, names) {
  const tag = `story-${kind}`
  return Node.create({
    name: `story${kind[0].toUpperCase()}${kind.slice(1)}`,
    group: "block",
    atom: true,
    selectable: true,
    draggable: true,

    addAttributes() {
      // An attribute that is empty is left out, as the server writes it.
      const attribute = (name) => ({
        default: null,
        parseHTML: (dom) => dom.getAttribute(name) || null,
        renderHTML: (values) => (values[name] ? { [name]: values[name] } : {}),
      })
      return Object.fromEntries(names.map((name) => [name, attribute(name)]))
    },

    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes],
    addNodeView: () => nodeView(kind),
  })
}

export const StoryNodes = Extension.create({
  name: "storyNodes",

  // Tiptap would insert its basic styles as a style element, which the content security policy forbids: they are
  // in nodes.css.
  onBeforeCreate() {
    this.editor.options.injectCSS = false
  },

  addMenuItems({ buttons, menu }) {
    const { choices, words } = settingsOf(this.editor)
    if (!choices) return
    menu.defineItem({
      name: "storyInsert",
      groups: "nodes",
      button: buttons.material("add_photo_alternate", words.insert),
      command: openChoice,
    })
  },

  addExtensions: () => [
    storyNode("picture", ["uuid"]),
    storyNode("gallery", ["uuid"]),
    storyNode("related", ["uuid"]),
    storyNode("embed", ["provider", "url", "text"]),
  ],
})
