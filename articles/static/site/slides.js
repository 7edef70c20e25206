// A gallery in an article works without this: its links lead to slides. It spares readers the jump and the history entry
// for each picture, knows the arrow keys, and fetches the pictures beside the one shown.

const plain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented);

/** Tells screen readers which picture is shown by now. */
function tell(box, figure) {
  const words = figure.querySelector(".caption")?.textContent || figure.querySelector("img")?.alt;
  box.querySelector("[role=status]").textContent = [figure.querySelector(".count").textContent, words].filter(Boolean).join(": ");
}

/** Lets the links and the arrow keys move the slides of a gallery while the page stays where it is. */
function slide(box) {
  const track = box.querySelector(".track");
  const slides = [...track.children];
  const last = slides.length - 1;
  // Where a movement under way ends, so that keys pressed meanwhile count from there; null while nothing moves.
  let aim = null;

  const shown = () => aim ?? Math.round(track.scrollLeft / track.clientWidth);
  const show = (place) => {
    aim = Math.min(Math.max(place, 0), last);
    track.scrollTo({ left: slides[aim].offsetLeft - slides[0].offsetLeft });
    tell(box, slides[aim]);
  };
  const settle = () => { aim = null; };

  // A gallery that grows to the size of the screen, and back, goes on showing the same picture.
  let width = track.clientWidth;
  let at = 0;
  new ResizeObserver(() => {
    if (track.clientWidth === width) return;
    width = track.clientWidth;
    at = aim ?? at;
    settle();
    track.scrollTo({ left: slides[at].offsetLeft - slides[0].offsetLeft, behavior: "instant" });
  }).observe(track);

  track.addEventListener("scroll", () => {
    if (track.clientWidth === width) at = shown();
    if (aim !== null && Math.abs(track.scrollLeft - aim * track.clientWidth) < 2) settle();
  });
  for (const touch of ["pointerdown", "wheel", "scrollend"]) track.addEventListener(touch, settle, { passive: true });

  track.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || !plain(event)) return;
    event.preventDefault();
    const place = slides.findIndex((one) => `#${one.id}` === link.hash);
    show(place);
    // The next slide's own link gets the focus, at the ends the other one: the key can simply be pressed again.
    const next = slides[place].querySelector(`a[rel="${link.rel}"]`) ?? slides[place].querySelector("a[rel]");
    next?.focus({ preventScroll: true });
  });

  box.addEventListener("keydown", (event) => {
    const places = { ArrowLeft: shown() - 1, ArrowRight: shown() + 1, Home: 0, End: last };
    if (!plain(event) || !(event.key in places)) return;
    event.preventDefault();
    show(places[event.key]);
    // A link that has been moved out of sight must not keep the focus.
    if (slides.some((one) => one.contains(document.activeElement))) track.focus({ preventScroll: true });
  });

  const beside = new IntersectionObserver((seen) => {
    for (const { target } of seen.filter((one) => one.isIntersecting)) {
      for (const one of [target.previousElementSibling, target.nextElementSibling]) {
        one?.querySelector("img")?.setAttribute("loading", "eager");
      }
    }
  });
  slides.forEach((one) => beside.observe(one));
}

document.querySelectorAll(".slides").forEach(slide);
