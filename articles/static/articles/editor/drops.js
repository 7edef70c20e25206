// What is dropped on the text or pasted into it and becomes a card: rows dragged out of the panel, and the address of
// a film or post that stands alone.
import { Extension, pm } from "django-prose-editor/editor"
import { settingsOf } from "newsroom-editor/asking"
import { cardNode, providerOf } from "newsroom-editor/insertion"
import { rowFor } from "newsroom-editor/picking"
import { DRAGGED } from "newsroom-editor/rows"
import { filesOf, takeDrops } from "newsroom-editor/uploaddrop"
import { openUploading } from "newsroom-editor/uploading"

const { Fragment, Slice } = pm.model

function dropCard(view, event, content) {
  const node = view.state.schema.nodeFromJSON(content)
  const hit = view.posAtCoords({ left: event.clientX, top: event.clientY })
  const at = hit && pm.transform.dropPoint(view.state.doc, hit.pos, new Slice(Fragment.from(node), 0, 0))
  const { tr } = view.state
  tr.insert(at ?? view.state.doc.content.size, node)
  view.dispatch(tr.setMeta("uiEvent", "drop").scrollIntoView())
  view.focus()
}

/** Takes files that are let go over the text; what is uploaded comes to stand there. */
function takeFiles(editor, view, event) {
  const files = filesOf(event.dataTransfer)
  if (!files.length || view.dragging || !settingsOf(editor).upload) return false
  event.preventDefault() // or the browser would leave the page for the picture
  const hit = view.posAtCoords({ left: event.clientX, top: event.clientY })
  openUploading(editor, files, hit?.pos ?? null)
  return true
}

function dropped(editor, view, event) {
  if (takeFiles(editor, view, event)) return true
  const row = event.dataTransfer?.getData(DRAGGED)
  if (row) {
    const { kind, card } = JSON.parse(row)
    rowFor(editor, kind, card).then((uuid) => uuid && dropCard(view, event, cardNode(kind, { uuid })))
    return true
  }
  const url = event.dataTransfer?.getData("text/plain").trim() ?? ""
  const provider = providerOf(url, settingsOf(editor).providers)
  if (!provider || view.dragging) return false
  dropCard(view, event, cardNode("embed", { provider, url }))
  return true
}

/** Takes pictures from the clipboard, where nothing is in it that can be read. */
function pastedFiles(editor, { clipboardData }) {
  const files = [...(clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"))
  const readable = ["text/plain", "text/html"].some((kind) => clipboardData?.getData(kind))
  if (!files.length || readable || !settingsOf(editor).upload) return false
  openUploading(editor, files)
  return true
}

function pasted(editor, view, event) {
  if (pastedFiles(editor, event)) return true
  const url = event.clipboardData?.getData("text/plain").trim() ?? ""
  const provider = providerOf(url, settingsOf(editor).providers)
  const { $from, empty } = view.state.selection
  if (!provider || !empty || $from.depth !== 1 || $from.parent.childCount) return false
  // Two steps: one "undo" brings the address back as it was pasted.
  const { schema } = view.state
  view.dispatch(view.state.tr.insertText(url))
  const { tr } = view.state
  const card = schema.nodeFromJSON(cardNode("embed", { provider, url }))
  tr.replaceWith($from.before(), view.state.selection.$from.after(), [card, schema.nodes.paragraph.create()])
  tr.setSelection(pm.state.TextSelection.create(tr.doc, $from.before() + card.nodeSize + 1))
  view.dispatch(pm.history.closeHistory(tr).scrollIntoView())
  return true
}

export const Drops = Extension.create({
  name: "storyDrops",
  priority: 1100, // before the links', which would make a link of a pasted address

  onCreate() {
    const { editor } = this
    // Files that miss the text come to stand where the cursor is: the browser would leave the page for them.
    if (settingsOf(editor).upload) takeDrops(editor.view.dom.parentElement, (files) => openUploading(editor, files))
  },

  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new pm.state.Plugin({
        props: {
          handleDrop: (view, event) => dropped(editor, view, event),
          handlePaste: (view, event) => pasted(editor, view, event),
        },
      }),
    ]
  },
})
