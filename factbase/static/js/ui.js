// Small conveniences. Every page works without them: forms are sent, links are followed.

const RETURN_TO_SLIDER = "factbase.slider";
const PAUSE = 600; // ms: long enough for arrow keys to pass several days at once

function stepThroughDays(form) {
  const slider = form.querySelector("[data-as-of-step]");
  const picker = form.querySelector("[data-as-of-date]");
  const shown = form.querySelector("[data-as-of-day]");
  const days = [...slider.list.options].map((option) => ({ iso: option.dataset.iso, words: option.label }));
  const here = slider.value;
  let pause;

  const show = () => {
    const day = days[slider.value];
    slider.setAttribute("aria-valuetext", day.words);
    shown.textContent = day.words;
    picker.value = day.iso;
  };
  const go = () => {
    if (slider.value === here) return;
    sessionStorage.setItem(RETURN_TO_SLIDER, "yes");
    picker.disabled = Number(slider.value) === days.length - 1; // today's address has no date
    form.requestSubmit();
  };

  slider.addEventListener("input", show);
  slider.addEventListener("change", () => {
    clearTimeout(pause);
    pause = setTimeout(go, PAUSE);
  });
  slider.hidden = false;
  if (sessionStorage.getItem(RETURN_TO_SLIDER)) {
    sessionStorage.removeItem(RETURN_TO_SLIDER);
    slider.focus();
  }
}

// <button data-copy="citation">: copies the text or value of the element with that id, and says so.
function copyOnClick(button) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  const said = Object.assign(document.createElement("span"), { className: "vh" });
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
      button.textContent = said.textContent = "Copied";
    } catch {
      button.textContent = said.textContent = "Not copied: select it and copy by hand";
    }
    setTimeout(() => {
      button.textContent = label;
      said.textContent = "";
    }, 2000);
  });
}

// Paper cannot be unfolded: print what stands in closed details too.
function unfoldForPrint() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));
}

document.querySelectorAll("[data-as-of]").forEach(stepThroughDays);
document.querySelectorAll("button[data-copy]").forEach(copyOnClick);
document.querySelector("[data-focus]")?.focus();
unfoldForPrint();
