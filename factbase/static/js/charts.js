// Draws the figures of a page. `data-src` of a `chart__drawing` is the address of its figure, `data-height-wide` and
// `data-height-narrow` are its height in pixels where that is known; the table under it holds the same data and is there
// without this script.

const PHONE = window.matchMedia("(max-width: 43.99rem)");
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
const NEAR = "600px";
const FAILED = "The chart could not be loaded. The table below shows the same data.";

const latest = new WeakMap(); // the newest request of each drawing: an older answer must not replace it

function addressOf(drawing) {
  const address = new URL(drawing.dataset.src, window.location.href);
  address.searchParams.set("theme", DARK.matches ? "dark" : "light");
  address.searchParams.set("width", PHONE.matches ? "narrow" : "wide");
  return address;
}

async function figureAt(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok) {
    throw new Error(`${address.pathname} answered ${answer.status}`);
  }
  return answer.json();
}

async function draw(drawing) {
  latest.get(drawing)?.abort();
  const request = new AbortController();
  latest.set(drawing, request);
  recover(drawing);
  drawing.setAttribute("aria-busy", "true");
  try {
    const { data, layout } = await figureAt(addressOf(drawing), request.signal);
    keepPlace(drawing, layout.height);
    await window.Plotly.react(drawing, data, layout, CONFIG);
    drawing.dataset.state = "drawn";
  } catch (error) {
    if (request.signal.aborted) {
      return;
    }
    fail(drawing);
    console.error(error);
  }
  drawing.removeAttribute("aria-busy");
}

// A figure has a height of its own; the space for it is kept while another is on its way.
function keepPlace(drawing, height) {
  if (height) {
    drawing.style.minBlockSize = `${height}px`;
  }
}

function expectedHeight(drawing) {
  const { heightNarrow, heightWide } = drawing.dataset;
  return Number(PHONE.matches ? heightNarrow : heightWide);
}

// A drawing is an image to those who listen, so the sentence stands beside it.
function fail(drawing) {
  const words = document.createElement("p");
  words.className = "chart__failed";
  words.textContent = FAILED;
  drawing.hidden = true;
  drawing.dataset.state = "failed";
  drawing.after(words);
}

function recover(drawing) {
  drawing.hidden = false;
  if (drawing.nextElementSibling?.matches(".chart__failed")) {
    drawing.nextElementSibling.remove();
  }
}

function start() {
  const drawings = [...document.querySelectorAll(".chart__drawing[data-src^='/']")];
  const opened = new Set();
  const open = (drawing) => {
    opened.add(drawing);
    draw(drawing);
  };
  const nearness = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) {
          nearness.unobserve(target);
          open(target);
        }
      }
    },
    { rootMargin: NEAR },
  );
  for (const drawing of drawings) {
    keepPlace(drawing, expectedHeight(drawing));
    nearness.observe(drawing);
  }
  const redraw = () => opened.forEach(draw);
  for (const query of [PHONE, DARK]) {
    query.addEventListener("change", redraw);
  }
}

start();
