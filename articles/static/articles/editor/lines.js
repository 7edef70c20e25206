// Lines that have a fixed place in a block: who said a quote, what a fact box is about. An empty one shows a hint
// in the editor and is left out of the text that is sent.
import { Node, pm } from "django-prose-editor/editor"
import { settingsOf } from "newsroom-editor/asking"

/** Returns a node for one line without mark-up, inside of `context`; while one writes it may be another element. */
export function fixedLine({ name, tag, context, hint, shownAs = tag }) {
  return Node.create({
    name,
    content: "text*",
    marks: "",
    defining: true,
    selectable: false,

    parseHTML: () => [{ tag, context: `${context}/`, priority: 100 }],
    renderHTML: () => [tag, 0],

    addNodeView: () => (about) => {
      const dom = document.createElement(shownAs)
      const draw = (node) => dom.classList.toggle("story-line-empty", !node.childCount)
      dom.className = `story-line story-line-${name}`
      dom.dataset.hint = settingsOf(about.editor).words[hint] ?? ""
      draw(about.node)
      return {
        dom,
        contentDOM: dom,
        update: (node) => node.type.name === name && (draw(node), true),
        ignoreMutation: (mutation) => mutation.type === "attributes",
      }
    },
  })
}

/** Returns the text's HTML without the lines that say nothing: the server has no such lines either. */
export function withoutEmptyLines(html) {
  return html.replaceAll("<cite></cite>", "").replaceAll("<story-facts><h3></h3>", "<story-facts>")
}

/** Returns the depth of the nearest `type` around a place, 0 where there is none. */
export function depthOf($pos, type) {
  for (let depth = $pos.depth; depth; depth--) if ($pos.node(depth).type === type) return depth
  return 0
}

/** Leaves the block at `depth`: the cursor goes into an empty paragraph behind it, which is made if need be. */
export function leave(tr, depth) {
  const after = tr.selection.$from.after(depth)
  const next = tr.doc.nodeAt(after)
  if (next?.type.name !== "paragraph" || next.childCount) tr.insert(after, tr.doc.type.schema.nodes.paragraph.create())
  return tr.setSelection(pm.state.TextSelection.create(tr.doc, after + 1)).scrollIntoView()
}
