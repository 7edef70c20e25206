// Small help for the desk's pages: growing texts, topics that may be new, filters that submit themselves, and the
// chosen lead picture shown at once. Everything works without it, only less comfortably.
"use strict" // or the functions of the block would be the window's
{
  const $ = window.django.jQuery

  // --- texts that grow, where CSS cannot (field-sizing) -----------------------------------------------------

  if (!CSS.supports("field-sizing", "content")) {
    document.addEventListener("input", ({ target }) => {
      if (!target.matches("textarea.grows")) return
      target.style.height = "auto"
      target.style.height = `${target.scrollHeight}px`
    })
  }

  // --- topics -----------------------------------------------------------------------------------------------

  function offerTopics(select) {
    const { appLabel, modelName, fieldName } = select.dataset
    delete select.dataset.allowClear // its cross would stand in the list of topics and be none
    $(select).select2({
      width: "100%",
      ajax: {
        data: ({ term, page }) => ({
          term, page, app_label: appLabel, model_name: modelName, field_name: fieldName,
        }),
      },
      tags: true,
      tokenSeparators: [","],
      // "+" tells the server that this is a word and not the key of a topic.
      createTag({ term }) {
        const text = term.trim()
        return text ? { id: `+${text}`, text } : null
      },
      insertTag: (found, made) => {
        const same = (topic) => topic.text.toLowerCase() === made.text.toLowerCase()
        if (!found.some(same)) found.push(made)
      },
    })
  }

  // --- names of the boxes that select2 puts in the place of selects -------------------------------------------

  function nameBox(select) {
    const box = $(select).data("select2")?.$selection?.[0]
    if (!box) return
    const label = select.labels?.[0]
    if (label && !label.id) label.id = `label-of-${select.id}`
    // A select that is named by an attribute lends its name.
    const named = label?.id ?? (select.hasAttribute("aria-label") ? select.id : "")
    if (!named) return
    const value = box.querySelector(".select2-selection__rendered")
    box.setAttribute("aria-labelledby", [named, box.matches(".select2-selection--single") && value?.id].filter(Boolean).join(" "))
    for (const part of box.querySelectorAll(".select2-search__field, [role=textbox]")) part.setAttribute("aria-labelledby", named)
  }

  // --- filters ----------------------------------------------------------------------------------------------

  function submitWhenChosen(select) {
    select.form.classList.add("submits-itself")
    $(select).on("change", () => select.form.requestSubmit())
  }

  // --- the lead picture -------------------------------------------------------------------------------------

  async function showPicture(preview, pk) {
    preview.replaceChildren()
    if (!pk) return
    const response = await fetch(`${preview.dataset.previews}?picture=${encodeURIComponent(pk)}`)
    if (!response.ok) return
    const { picture } = await response.json()
    if (!picture?.thumbnail) return
    const image = document.createElement("img")
    image.className = "thumb"
    image.src = picture.thumbnail
    image.alt = ""
    preview.replaceChildren(image)
  }

  $(() => {
    document.querySelectorAll("select.topic-select").forEach(offerTopics)
    document.querySelectorAll("select[data-submits]").forEach(submitWhenChosen)
    // The lens in front of it says nothing to a screen reader; the button behind it does.
    const search = document.getElementById("searchbar")
    search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value)
    document.querySelectorAll("select.select2-hidden-accessible").forEach(nameBox)
    document.addEventListener("formset:added", ({ target }) => {
      target.querySelectorAll("select.select2-hidden-accessible").forEach(nameBox)
    })
    for (const preview of document.querySelectorAll(".lead-preview")) {
      const select = document.getElementById(preview.dataset.follows)
      if (select) $(select).on("change", () => showPicture(preview, select.value))
    }
  })
}
