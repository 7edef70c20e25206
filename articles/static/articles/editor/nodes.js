// The text's own nodes and what belongs to them; the only module that the editor loads by its address. In the HTML a
// row is an empty element that names it (articles/body.py), in the editor a card that shows it.
import { Extension, pm } from "django-prose-editor/editor"
import { settingsOf } from "newsroom-editor/asking"
import { CARDS } from "newsroom-editor/cards"
import { Drops } from "newsroom-editor/drops"
import { Facts } from "newsroom-editor/facts"
import { withoutEmptyLines } from "newsroom-editor/lines"
import { Paste } from "newsroom-editor/paste"
import { Slash } from "newsroom-editor/slash"
import { fillToolbar, guideToolbar } from "newsroom-editor/toolbar"

// By its name it stands in for the editor's own.
export { Blockquote } from "newsroom-editor/quote"

const CLEAR = { top: 180, right: 0, bottom: 40, left: 0 } // pixels

/** Shows a hint where nothing is written yet. */
function hintPlugin(editor) {
  const { empty } = settingsOf(editor).words
  const { Decoration, DecorationSet } = pm.view
  return new pm.state.Plugin({
    props: {
      decorations({ doc }) {
        const only = doc.childCount === 1 && doc.firstChild
        if (!empty || !only || only.type.name !== "paragraph" || only.childCount) return null
        const hint = { class: "story-line-empty", "data-hint": empty }
        return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, hint)])
      },
      // What is written stays clear of the bars that stand over the text.
      scrollThreshold: CLEAR,
      scrollMargin: CLEAR,
      attributes: { "aria-label": settingsOf(editor).words.text ?? "", "aria-multiline": "true" },
      // A click below the last block goes on writing there.
      handleDOMEvents: { mousedown: (view, event) => writeOn(view, event) },
    },
  })
}

function writeOn(view, event) {
  const last = view.dom.lastElementChild
  if (event.target !== view.dom || !last || event.clientY <= last.getBoundingClientRect().bottom) return false
  if (view.state.doc.lastChild.type.name === "paragraph") return false
  const { tr } = view.state
  tr.insert(tr.doc.content.size, view.state.schema.nodes.paragraph.create())
  view.dispatch(tr.setSelection(pm.state.Selection.atEnd(tr.doc)))
  view.focus()
  event.preventDefault()
  return true
}

export const StoryNodes = Extension.create({
  name: "storyNodes",

  // Tiptap would insert its basic styles as a style element, which the content security policy forbids: they are
  // in nodes.css.
  onBeforeCreate() {
    this.editor.options.injectCSS = false
    const html = this.editor.getHTML.bind(this.editor)
    this.editor.getHTML = () => withoutEmptyLines(html())
  },

  addMenuItems(menu) {
    if (settingsOf(this.editor).found) fillToolbar(this.editor, menu)
  },

  onCreate() {
    guideToolbar(this.editor)
  },

  addExtensions: () => [...CARDS, Facts, Paste, Drops, Slash],

  addProseMirrorPlugins() {
    return [hintPlugin(this.editor)]
  },
})
