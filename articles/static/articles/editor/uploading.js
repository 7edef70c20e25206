// Pictures are uploaded into the text: one comes to stand where it was let go, several become pictures there or a
// gallery, as is chosen.
import { pm } from "django-prose-editor/editor"
import { learn, make, settingsOf } from "newsroom-editor/asking"
import { button, element, labelled } from "newsroom-editor/elements"
import { cardNode, insertBlock } from "newsroom-editor/insertion"
import { onEnter, Panel, showPanel } from "newsroom-editor/panel"
import { takeChosen } from "newsroom-editor/uploaddrop"
import { UploadList } from "newsroom-editor/uploadlist"
import { Queue } from "newsroom-editor/uploadqueue"

const { Fragment, Slice } = pm.model

let here = null // the panel that is open

/** Opens the panel that uploads; `files` are on their way at once, for the place `at` or where the cursor is. */
export function openUploading(editor, files = [], at = null) {
  if (!here) {
    here = new UploadPanel(editor, at)
    showPanel(here)
  }
  if (files.length) here.queue.add(files)
}

/** Inserts blocks between those that stand at a place: never inside of a sentence. */
function insertAt({ state, view }, at, nodes) {
  const content = Fragment.fromArray(nodes.map((node) => state.schema.nodeFromJSON(node)))
  const point = pm.transform.dropPoint(state.doc, at, new Slice(content, 0, 0)) ?? state.doc.content.size
  view.dispatch(state.tr.insert(point, content).setMeta("uiEvent", "drop").scrollIntoView())
  view.focus()
}

class UploadPanel extends Panel {
  constructor(editor, at) {
    const { words, upload } = settingsOf(editor)
    super({ words, title: words.uploadTitle, back: () => editor.view.focus() })
    Object.assign(this, { editor, at, settings: settingsOf(editor) })
    this.queue = new Queue(upload)
    this.chooser = labelled(words.chooseFiles, { type: "file", multiple: true, accept: "image/*" })
    this.first = this.chooser.input
    this.place = element("div", "story-uploading")
    this.list = new UploadList(this.queue, this.place)
    this.dialog.append(this.chooser, this.said, this.place, this.choices())
    takeChosen(this.chooser.input, (files) => this.queue.add(files))
    this.list.addEventListener("settled", ({ detail }) => this.settled(detail))
    this.queue.addEventListener("added", () => (this.choice.hidden = true))
    // The place in the text moves with what is written before it.
    this.follow = ({ transaction }) => {
      if (this.at !== null) this.at = transaction.mapping.map(this.at)
    }
    editor.on("transaction", this.follow)
  }

  choices() {
    this.choice = element("div", "story-picking-gathering")
    this.choice.hidden = true
    const asPictures = button("story-picking-main", this.words.asPictures, () => this.insertAll())
    this.choice.append(asPictures)
    if (this.settings.kinds.gallery?.add) {
      this.title = labelled(this.words.galleryTitle)
      onEnter(this.title.input, () => this.gather())
      this.choice.append(this.title, button("story-picking-main", this.words.asGallery, () => this.gather()))
    }
    return this.choice
  }

  settled({ failed }) {
    const { taken } = this.list
    for (const { uuid, card } of taken) learn(uuid, card)
    if (taken.length === 1 && !failed) {
      this.insertAll()
      return
    }
    this.choice.hidden = !taken.length
    if (taken.length && this.dialog.contains(document.activeElement)) this.choice.querySelector("button").focus()
  }

  insertAll() {
    const nodes = this.list.taken.map(({ uuid }) => cardNode("picture", { uuid }))
    this.insert(nodes)
  }

  async gather() {
    const fields = new URLSearchParams(this.list.taken.map(({ uuid }) => ["picture", uuid]))
    fields.set("title", this.title.input.value)
    const made = await make(this.settings.gather, fields, this.words)
    if (made.errors) this.say(...made.errors)
    else this.insert([cardNode("gallery", { uuid: made.uuid })])
  }

  insert(nodes) {
    const { at, editor } = this
    this.close()
    if (at === null) for (const node of nodes) insertBlock(editor, node)
    else insertAt(editor, at, nodes)
  }

  close() {
    this.editor.off("transaction", this.follow)
    for (const item of this.queue.items) this.queue.cancel(item)
    here = null
    super.close()
  }
}
