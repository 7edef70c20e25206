// A quote: what was said, in paragraphs, and a last line that says who said it.
import { Node, pm } from "django-prose-editor/editor"
import { depthOf, fixedLine, leave } from "newsroom-editor/lines"

const { Fragment } = pm.model
const { TextSelection } = pm.state

const Attribution = fixedLine({ name: "quoteAttribution", tag: "cite", context: "blockquote", hint: "whoSaidIt" })

/** Puts the paragraphs around the selection into a quote; returns whether they can be in one. */
function wrap({ state, tr, dispatch }) {
  const { $from, $to } = tr.selection
  const { blockquote, paragraph, quoteAttribution } = state.schema.nodes
  if (!$from.depth) return false
  const [start, end] = [$from.index(0), $to.indexAfter(0)]
  const blocks = Array.from({ length: end - start }, (_, nth) => tr.doc.child(start + nth))
  if (!blocks.length || blocks.some((block) => block.type !== paragraph)) return false
  if (dispatch) {
    const { anchor, head } = tr.selection
    const quote = blockquote.create(null, [...blocks, quoteAttribution.create()])
    tr.replaceWith($from.before(1), $to.after(1), quote)
    tr.setSelection(TextSelection.create(tr.doc, anchor + 1, head + 1)).scrollIntoView()
  }
  return true
}

/** Takes the paragraphs out of the quote at `depth`; who said it becomes a paragraph of its own. */
function unwrap({ state, tr, dispatch }, depth) {
  const { $from } = tr.selection
  const { paragraph, quoteAttribution } = state.schema.nodes
  const inside = []
  $from.node(depth).forEach((line) => {
    if (line.type !== quoteAttribution) inside.push(line)
    else if (line.childCount) inside.push(paragraph.create(null, line.content))
  })
  if (dispatch) {
    const { pos } = $from
    const before = $from.before(depth)
    tr.replaceWith(before, $from.after(depth), Fragment.from(inside))
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.max(before + 1, pos - 1)))).scrollIntoView()
  }
  return true
}

function enter({ state, view }) {
  const { $from, empty } = state.selection
  const { blockquote, quoteAttribution } = state.schema.nodes
  const depth = depthOf($from, blockquote)
  if (!depth || !empty) return false
  const { tr } = state
  if ($from.parent.type === quoteAttribution) {
    view.dispatch(leave(tr, depth))
    return true
  }
  const quote = $from.node(depth)
  const last = $from.index(depth) === quote.childCount - 2
  if ($from.parent.childCount || !last || quote.childCount < 3) {
    tr.split($from.pos) // by itself the editor would make a second line for who said it, and refuse
  } else {
    tr.delete($from.before(), $from.after())
    tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 1)))
  }
  view.dispatch(tr.scrollIntoView())
  return true
}

function backspace(editor) {
  const { $from, empty } = editor.state.selection
  const { blockquote, quoteAttribution } = editor.state.schema.nodes
  const depth = depthOf($from, blockquote)
  if (!depth || !empty || $from.parentOffset) return false
  if ($from.parent.type === quoteAttribution) return editor.commands.setTextSelection($from.before() - 1)
  return !$from.index(depth) && editor.commands.toggleBlockquote()
}

export const Blockquote = Node.create({
  name: "blockquote",
  group: "block",
  content: "paragraph+ quoteAttribution",
  isolating: true,
  defining: true,

  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["blockquote", 0],
  addExtensions: () => [Attribution],

  addCommands() {
    return {
      toggleBlockquote: () => (props) => {
        const depth = depthOf(props.tr.selection.$from, this.type)
        return depth ? unwrap(props, depth) : wrap(props)
      },
    }
  },

  addKeyboardShortcuts: () => ({
    "Mod-Shift-b": ({ editor }) => editor.commands.toggleBlockquote(),
    Enter: ({ editor }) => enter(editor),
    Backspace: ({ editor }) => backspace(editor),
  }),
})
