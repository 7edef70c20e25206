// What can be inserted into the text, by the toolbar and by "/".
import { settingsOf } from "newsroom-editor/asking"
import { insertBlock } from "newsroom-editor/insertion"
import { openPicking } from "newsroom-editor/picking"

const FACTS = { type: "storyFacts", content: [{ type: "factsTitle" }, { type: "paragraph" }] }

const OFFERS = [
  { name: "picture", icon: "image", run: (editor) => openPicking(editor, "picture") },
  { name: "gallery", icon: "photo_library", run: (editor) => openPicking(editor, "gallery") },
  { name: "related", icon: "read_more", run: (editor) => openPicking(editor, "related") },
  { name: "quote", icon: "format_quote", run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { name: "facts", icon: "fact_check", run: (editor) => insertBlock(editor, FACTS) },
  { name: "embed", icon: "smart_display", run: (editor) => openPicking(editor, "embed") },
  { name: "subhead", run: (editor) => editor.chain().focus().setHeading({ level: 2 }).run() },
  { name: "list", run: (editor) => editor.chain().focus().toggleBulletList().run() },
]

/** Returns what can be inserted, each with its name in the language of the desk. */
export function offersOf(editor) {
  const { words } = settingsOf(editor)
  return OFFERS.map((offer) => ({ ...offer, word: words[offer.name] ?? offer.name }))
}
