// Where a new block goes: never inside of a sentence.
import { pm } from "django-prose-editor/editor"

const { NodeSelection, Selection, TextSelection } = pm.state

/** Returns the place of a new block in `tr`, having made room for it: [from, to] of what it replaces. */
function place(tr) {
  const { $from } = tr.selection
  if (tr.selection instanceof NodeSelection || !$from.depth) return [tr.selection.to, tr.selection.to]
  if ($from.depth > 1 || !$from.parent.isTextblock) return [$from.after(1), $from.after(1)]
  if (!$from.parent.content.size) return [$from.before(), $from.after()]
  if ($from.parentOffset === $from.parent.content.size) return [$from.after(), $from.after()]
  if (!$from.parentOffset) return [$from.before(), $from.before()]
  tr.split($from.pos)
  return [$from.pos + 1, $from.pos + 1]
}

/** Inserts a block where the cursor is. The cursor goes into it, or behind it where one cannot write in it. */
export function insertBlock(editor, content) {
  const { state, view } = editor
  const node = state.schema.nodeFromJSON(content)
  const { tr } = state
  const [from, to] = place(tr)
  tr.replaceWith(from, to, node)
  const end = from + node.nodeSize
  if (node.isAtom) {
    if (end === tr.doc.content.size) tr.insert(end, state.schema.nodes.paragraph.create())
    tr.setSelection(Selection.near(tr.doc.resolve(end), 1))
  } else {
    tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1), 1))
  }
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

/** Returns the content of a card's node. */
export function cardNode(kind, attrs) {
  return { type: `story${kind[0].toUpperCase()}${kind.slice(1)}`, attrs }
}

/** Returns the provider of a film or post that an address alone leads to, "" for any other text. */
export function providerOf(address, providers) {
  if (!/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address)) return ""
  const parts = new URL(address).hostname.toLowerCase().split(".")
  for (let start = 0; start < parts.length - 1; start++) {
    const provider = providers[parts.slice(start).join(".")]
    if (provider) return provider
  }
  return ""
}
