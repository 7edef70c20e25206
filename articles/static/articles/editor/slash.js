// The menu that opens when "/" is typed at the start of a paragraph or after a blank. It filters while one types on;
// the cursor stays in the text.
import { Extension, pm } from "django-prose-editor/editor"
import { settingsOf } from "newsroom-editor/asking"
import { element } from "newsroom-editor/elements"
import { offersOf } from "newsroom-editor/offers"

const ID = "story-slash"
const KEY = new pm.state.PluginKey("storySlash")
const FURTHEST = 20 // characters typed behind the "/" after which it is just a slash

function mayOpen({ selection }) {
  const { $from, empty } = selection
  if (!empty || $from.depth !== 1 || $from.parent.type.name !== "paragraph") return false
  const before = $from.parent.textBetween(0, $from.parentOffset, "", "\ufffc")
  return !before || /\s$/.test(before)
}

/** Returns the menu's state after a transaction; null when it is closed. */
function next(tr, menu, offers) {
  const told = tr.getMeta(KEY)
  if (told !== undefined) return told
  if (!menu || (!tr.docChanged && !tr.selectionSet)) return menu
  const from = tr.mapping.map(menu.from, -1)
  const { $from, empty } = tr.selection
  if (!empty || $from.depth !== 1 || from < $from.start() || from >= $from.pos) return null
  const typed = tr.doc.textBetween(from, $from.pos, "", "\ufffc")
  if (typed[0] !== "/" || typed.length > FURTHEST) return null
  const query = typed.slice(1).toLowerCase()
  const found = offers.filter(({ word, name }) => `${word} ${name}`.toLowerCase().includes(query))
  if (!found.length && /\s/.test(query)) return null
  return { from, found, index: query === menu.query ? Math.min(menu.index, found.length - 1) : 0, query }
}

function choose(editor, offer) {
  const { state, view } = editor
  const { from } = KEY.getState(state)
  view.dispatch(state.tr.delete(from, state.selection.from).setMeta(KEY, null))
  offer.run(editor)
}

function pressed(editor, event) {
  const menu = KEY.getState(editor.state)
  if (!menu || event.isComposing) return false
  const { view, state } = editor
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === "Escape") view.dispatch(state.tr.setMeta(KEY, null))
  else if (!menu.found.length) return false
  else if (step) {
    const index = (menu.index + step + menu.found.length) % menu.found.length
    view.dispatch(state.tr.setMeta(KEY, { ...menu, index }))
  } else if (event.key === "Enter" || event.key === "Tab") choose(editor, menu.found[menu.index])
  else return false
  event.preventDefault()
  return true
}

// --- what is seen -------------------------------------------------------------------------------------------

class Menu {
  constructor(editor) {
    this.editor = editor
    this.dom = element("div", "story-slash")
    this.dom.id = ID
    this.dom.hidden = true
    this.dom.setAttribute("role", "listbox")
    this.dom.setAttribute("aria-label", settingsOf(editor).words.insert ?? "")
    editor.options.element.append(this.dom)
  }

  update(view) {
    const menu = KEY.getState(view.state)
    if (menu === this.drawn) return
    this.drawn = menu
    this.dom.hidden = !menu
    if (!menu) return
    const options = menu.found.map((offer, index) => this.option(offer, index, index === menu.index))
    const none = element("p", "", settingsOf(this.editor).words.noMatch)
    this.dom.replaceChildren(...(options.length ? options : [none]))
    this.put(view, menu.from)
    this.dom.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" })
  }

  option(offer, index, selected) {
    const option = element("div", "story-slash-option", offer.word)
    option.id = `${ID}-${index}`
    option.setAttribute("role", "option")
    option.setAttribute("aria-selected", String(selected))
    option.addEventListener("mousedown", (event) => {
      event.preventDefault() // the cursor stays in the text
      choose(this.editor, offer)
    })
    return option
  }

  put(view, from) {
    const cursor = view.coordsAtPos(from)
    const box = this.editor.options.element.getBoundingClientRect()
    const below = cursor.bottom + this.dom.offsetHeight < window.innerHeight
    const top = below ? cursor.bottom + 4 : cursor.top - this.dom.offsetHeight - 4
    this.dom.style.top = `${top - box.top}px`
    this.dom.style.left = `${Math.min(cursor.left - box.left, box.width - this.dom.offsetWidth)}px`
  }

  destroy() {
    this.dom.remove()
  }
}

function attributes(state) {
  const menu = KEY.getState(state)
  if (!menu) return {}
  const active = menu.found.length ? { "aria-activedescendant": `${ID}-${menu.index}` } : {}
  return { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": ID, ...active }
}

export const Slash = Extension.create({
  name: "storySlash",
  priority: 1100, // its keys come before those of lists and cards

  addProseMirrorPlugins() {
    const { editor } = this
    const offers = offersOf(editor)
    return [
      new pm.state.Plugin({
        key: KEY,
        state: { init: () => null, apply: (tr, menu) => next(tr, menu, offers) },
        view: () => {
          const menu = new Menu(editor)
          return { update: (view) => menu.update(view), destroy: () => menu.destroy() }
        },
        props: {
          attributes,
          handleKeyDown: (_view, event) => pressed(editor, event),
          handleTextInput(view, from, _to, text) {
            if (text !== "/" || !mayOpen(view.state)) return false
            const open = { from, found: offers, index: 0, query: "" }
            view.dispatch(view.state.tr.insertText("/").setMeta(KEY, open))
            return true
          },
          handleDOMEvents: {
            blur: (view) => {
              if (KEY.getState(view.state)) view.dispatch(view.state.tr.setMeta(KEY, null))
            },
          },
        },
      }),
    ]
  },
})
