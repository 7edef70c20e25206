// Uploading on the list of pictures and on the page for it: what is dropped or chosen is sent at once, and when all of
// it is there the page of the words follows.
import { takeChosen, takeDrops } from "newsroom-editor/uploaddrop"
import { UploadList } from "newsroom-editor/uploadlist"
import { Queue } from "newsroom-editor/uploadqueue"

const zone = document.getElementById("upload-zone")
const settings = JSON.parse(document.getElementById("upload-settings").textContent)
const queue = new Queue(settings)
const list = new UploadList(queue, zone)
const onward = document.createElement("a")
onward.className = "upload-onward button"
onward.textContent = settings.words.toWords

list.addEventListener("settled", ({ detail }) => {
  const keys = list.taken.map(({ pk }) => pk)
  if (!keys.length) return
  onward.href = `${settings.grid}?ids=${keys.join(",")}`
  zone.append(onward)
  // What failed is to be read first.
  if (!detail.failed) location.assign(onward.href)
})
queue.addEventListener("added", () => onward.remove())

function take(files) {
  zone.scrollIntoView({ block: "nearest" })
  queue.add(files)
}

takeDrops(zone, take)
takeChosen(zone.querySelector("input[type=file]"), take)
zone.querySelector("[type=submit]").hidden = true // choosing is enough
