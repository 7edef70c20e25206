// The cards: what stands in the text for a picture, a gallery, a related link or an embed, as readers will see it.
import { Node, pm } from "django-prose-editor/editor"
import { cardOf, renew, settingsOf, watch } from "newsroom-editor/asking"
import { element } from "newsroom-editor/elements"
import { editEmbed } from "newsroom-editor/picking"
import { openForm } from "newsroom-editor/popups"

function picture(source, alt = "") {
  const image = element("img")
  image.src = source
  image.alt = alt
  image.decoding = "async"
  image.draggable = false // the card is dragged, not the picture in it
  return image
}

function line(className, text, instead = "") {
  return element("span", text ? className : `${className} story-card-lacks`, text || instead)
}

// --- what each kind shows -----------------------------------------------------------------------------------

const drawn = {
  picture(card, words) {
    const shown = card.image ? picture(card.image, card.alt) : element("span", "story-card-nofile", words.nofile)
    if (card.image && card.width && card.height) {
      shown.width = card.width
      shown.height = card.height // the page does not jump when the picture comes
    }
    const caption = element("span", "story-card-caption")
    caption.append(
      line("story-card-title", card.caption, words.nocaption),
      " ",
      line("story-card-detail", card.credit, words.nocredit),
    )
    if (card.mark) caption.append(" ", line("story-card-mark", card.mark))
    return [shown, caption]
  },

  gallery(card) {
    const head = element("span", "story-card-head")
    head.append(line("story-card-title", card.title), line("story-card-detail", card.detail))
    const parts = [head]
    if (card.image) parts.push(picture(card.image))
    if (card.strip?.length) {
      const strip = element("span", "story-card-strip")
      strip.append(...card.strip.map((source) => picture(source)))
      parts.push(strip)
    }
    return parts
  },

  related(card, words) {
    return [
      line("story-card-kind", card.kind || words.related),
      line("story-card-title", card.title),
      line("story-card-detail", card.detail),
    ]
  },

  embed(card, words) {
    return [
      line("story-card-kind", card.provider || words.embed),
      line("story-card-title", card.text || card.url),
      line("story-card-detail", card.text ? card.url : ""),
      line("story-card-hint", words.clicked),
    ]
  },
}

// --- the card in the text -----------------------------------------------------------------------------------

class Card {
  constructor(kind, { node, editor, getPos }) {
    Object.assign(this, { kind, node, editor, getPos })
    this.settings = settingsOf(editor)
    this.dom = element("div", `story-card story-card-${kind}`)
    this.dom.setAttribute("role", "group")
    this.uuid = node.attrs.uuid ?? ""
    this.look()
    if (kind !== "embed") this.unwatch = watch(this.uuid, () => this.look())
  }

  look() {
    const { words, previews } = this.settings
    if (this.kind === "embed") return this.draw(this.node.attrs)
    if (!this.dom.firstChild) this.say("…")
    return cardOf(this.uuid, previews).then(
      (card) => {
        this.pk = card?.pk
        this.dom.classList.toggle("story-card-gone", !card)
        return card ? this.draw(card) : this.say(words.gone)
      },
      () => this.say(words.unreachable),
    )
  }

  draw(card) {
    this.name(card.title ?? card.text)
    this.dom.replaceChildren(...drawn[this.kind](card, this.settings.words), ...this.tools())
  }

  say(sentence) {
    this.name(sentence)
    const { words } = this.settings
    this.dom.replaceChildren(element("span", "story-card-kind", words[this.kind]), line("story-card-title", sentence))
  }

  name(text) {
    this.dom.setAttribute("aria-label", [this.settings.words[this.kind], text].filter(Boolean).join(": "))
  }

  tools() {
    if (this.kind !== "embed" && !this.settings.kinds[this.kind]?.edit) return []
    const button = element("button", "story-card-edit", this.settings.words.edit)
    button.type = "button"
    button.tabIndex = -1 // Enter on the chosen card does the same: the Tab key leaves the text in one step
    button.addEventListener("click", () => this.edit())
    return [button]
  }

  edit() {
    if (this.kind === "embed") return editEmbed(this.editor, this.getPos())
    const address = this.settings.kinds[this.kind]?.edit
    if (address && this.pk) openForm(address.replace("__pk__", this.pk), this.pk, () => renew(this.uuid))
    return undefined
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.("button")) && !/^drag|^drop/.test(event.type)
  }

  ignoreMutation() {
    return true
  }

  destroy() {
    this.unwatch?.()
  }
}

/** Edits the card that is chosen in `editor`; returns whether one is. */
function editChosen(editor) {
  const { selection } = editor.state
  if (!(selection instanceof pm.state.NodeSelection)) return false
  const button = editor.view.nodeDOM(selection.from)?.querySelector?.(".story-card-edit")
  button?.click()
  return Boolean(button)
}

function storyNode(kind, names) {
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

    parseHTML: () => [{ tag: `story-${kind}` }],
    renderHTML: ({ HTMLAttributes }) => [`story-${kind}`, HTMLAttributes],
    addNodeView: () => (about) => new Card(kind, about),
    addKeyboardShortcuts() {
      return { Enter: ({ editor }) => editor.isActive(this.name) && editChosen(editor) }
    },
  })
}

export const CARDS = [
  storyNode("picture", ["uuid"]),
  storyNode("gallery", ["uuid"]),
  storyNode("related", ["uuid"]),
  storyNode("embed", ["provider", "url", "text"]),
]
