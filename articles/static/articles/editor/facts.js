// A fact box: a title, and paragraphs and lists that stand apart from the text.
import { Node } from "django-prose-editor/editor"
import { depthOf, fixedLine, leave } from "newsroom-editor/lines"

const Title = fixedLine({
  name: "factsTitle",
  tag: "h3",
  context: "storyFacts",
  hint: "titleOfFacts",
  shownAs: "div", // a heading that says nothing yet is a barrier
})

function enter(editor) {
  const { state, view } = editor
  const { $from, empty } = state.selection
  const { storyFacts, factsTitle } = state.schema.nodes
  const depth = depthOf($from, storyFacts)
  if (!depth || !empty) return false
  if ($from.parent.type === factsTitle) return editor.commands.setTextSelection($from.after() + 1)
  const box = $from.node(depth)
  const last = $from.depth === depth + 1 && $from.index(depth) === box.childCount - 1
  if ($from.parent.childCount || !last) return false
  const { tr } = state
  leave(tr, depth)
  // The empty last line goes; a box keeps the one line that it must have.
  if (box.childCount > 2) tr.delete($from.before(), $from.after())
  view.dispatch(tr)
  return true
}

function backspace({ state, view }) {
  const { $from, empty } = state.selection
  const depth = depthOf($from, state.schema.nodes.storyFacts)
  if (!depth || !empty || $from.parentOffset) return false
  const box = $from.node(depth)
  if (!box.textContent) {
    const paragraph = state.schema.nodes.paragraph.create()
    const { tr } = state
    tr.replaceWith($from.before(depth), $from.after(depth), paragraph)
    view.dispatch(tr.setSelection(state.selection.constructor.near(tr.doc.resolve($from.before(depth) + 1))))
    return true
  }
  return $from.index(depth) === 0 // the title has nothing in front of it to be joined with
}

export const Facts = Node.create({
  name: "storyFacts",
  group: "block",
  content: "factsTitle (paragraph | bulletList | orderedList)+",
  isolating: true,
  defining: true,

  parseHTML: () => [{ tag: "story-facts" }],
  renderHTML: () => ["story-facts", 0],
  addExtensions: () => [Title],

  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => enter(editor),
    Backspace: ({ editor }) => backspace(editor),
  }),
})
