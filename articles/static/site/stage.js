// A gallery's pages work without this: their links lead from one to the next. It turns them in place, by links, keys and
// fingers, and fetches those beside the one shown.

const plain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented);

/** Tells screen readers which picture is shown by now. */
function tell(box, figure) {
  const words = figure.querySelector(".caption")?.textContent || figure.querySelector("img")?.alt;
  box.querySelector("[role=status]").textContent = [figure.querySelector(".count").textContent, words].filter(Boolean).join(": ");
}

/** Turns the pages of a gallery that has an address for each picture, without leaving the first one. */
function turn(stage) {
  const inPlace = document.querySelector('link[rel="canonical"]'); // previews have none, and comments of their own
  const pages = new Map();
  let shown = location.pathname;
  let turning = Promise.resolve(); // one after the other: each key counts from the page that the last one led to

  const load = (address) => {
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then(async (answer) => {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!answer.ok || !page.querySelector(".stage figure")) throw new Error(address);
        return page;
      }));
      pages.get(address).catch(() => pages.delete(address));
    }
    return pages.get(address);
  };

  const prepare = () => {
    for (const link of stage.querySelectorAll(".steps a")) {
      // A copy that belongs to this page fetches its picture.
      load(link.href).then((page) => { page.ready ??= document.importNode(page.querySelector(".stage figure"), true); }, () => {});
    }
  };

  const show = async (address, rel) => {
    let page;
    try {
      page = await load(address);
    } catch {
      location.assign(address); // the browser says what is wrong
      return;
    }
    if (rel) history.pushState(null, "", address);
    shown = location.pathname;
    document.title = page.title;
    inPlace.href = page.querySelector('link[rel="canonical"]').getAttribute("href");
    const old = stage.querySelector("figure");
    const held = old.contains(document.activeElement);
    const figure = page.ready ?? document.importNode(page.querySelector(".stage figure"), true);
    page.ready = undefined;
    old.replaceWith(figure);
    if (held) (figure.querySelector(`a[rel="${rel}"]`) ?? figure.querySelector(".steps a"))?.focus({ preventScroll: true });
    const list = stage.querySelector(".thumbnails");
    for (const link of list.querySelectorAll("a")) {
      if (link.pathname !== shown) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "page");
        const middle = link.getBoundingClientRect().left + link.offsetWidth / 2 - list.getBoundingClientRect().left;
        list.scrollBy({ left: middle - list.clientWidth / 2, behavior: "instant" });
      }
    }
    tell(stage, figure);
    prepare();
  };

  const follow = (find) => {
    turning = turning.then(() => {
      const link = find();
      if (!link || link.pathname === location.pathname) return;
      return inPlace ? show(link.href, link.rel || "next") : link.click();
    });
  };
  const step = (rel) => follow(() => stage.querySelector(`.steps a[rel="${rel}"]`));

  document.addEventListener("keydown", (event) => {
    if (!plain(event) || event.target.closest("input, textarea, select")) return;
    if (event.key === "ArrowLeft") step("prev");
    else if (event.key === "ArrowRight") step("next");
    else if ((event.key === "Home" || event.key === "End") && stage.contains(event.target)) {
      event.preventDefault();
      follow(() => [...stage.querySelectorAll(".thumbnails a")].at(event.key === "Home" ? 0 : -1));
    }
  });

  // A finger that moves sideways turns the page; of a page that was made larger it moves the part in sight.
  let start = null;
  const drag = (pixels) => stage.style.setProperty("--drag", `${pixels}px`);
  stage.addEventListener("pointerdown", (event) => {
    const enlarged = (window.visualViewport?.scale ?? 1) > 1.01;
    stage.classList.toggle("enlarged", enlarged);
    start = event.isPrimary && event.pointerType !== "mouse" && !enlarged && event.target.closest("figure") ? event.clientX : null;
  });
  stage.addEventListener("pointermove", (event) => { if (start !== null) drag(event.clientX - start); });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => {
      if (start === null) return;
      const moved = event.clientX - start;
      start = null;
      drag(0);
      if (end === "pointerup" && Math.abs(moved) > 40) step(moved < 0 ? "next" : "prev");
    });
  }

  if (inPlace && stage.querySelector(".thumbnails")) {
    stage.addEventListener("click", (event) => {
      const link = event.target.closest(".steps a, .thumbnails a");
      if (!link || !plain(event)) return;
      event.preventDefault();
      follow(() => link);
    });
    addEventListener("popstate", () => {
      turning = turning.then(() => location.pathname !== shown && show(location.href, ""));
    });
    prepare();
  }
}

document.querySelectorAll(".stage").forEach(turn);
