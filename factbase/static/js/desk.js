// Small conveniences of the desk. Every form works without them.

// <input type="password" data-reveal>: a button that shows what is typed.
function revealOnClick(input) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet reveal" });
  const say = () => {
    const hidden = input.type === "password";
    button.textContent = hidden ? "Show" : "Hide";
    button.setAttribute("aria-label", hidden ? "Show the password" : "Hide the password");
  };
  button.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    say();
  });
  // Sent as a password, so that the browser does not keep it among the words it proposes.
  input.form.addEventListener("submit", () => (input.type = "password"));
  say();
  input.after(button);
}

// What readers will see follows what is typed: status, day and reason. The rest comes with "Preview".
function followForm(card) {
  const form = document.getElementById("form");
  const badge = card.querySelector(".verdict");
  const reason = card.querySelector("[data-preview-rationale]");
  const none = reason.dataset.none;

  const show = () => {
    const status = form.elements.status.value;
    if (status) {
      badge.dataset.status = badge.querySelector(".status").dataset.status = status;
      badge.querySelector("use").setAttribute("href", `#i-${status}`);
      badge.querySelector(".status").lastChild.textContent = status[0].toUpperCase() + status.slice(1);
    }
    const text = form.elements.rationale.value.trim();
    reason.textContent = text || none;
    reason.classList.toggle("none", !text);
  };

  form.addEventListener("input", show);
  show();
}

document.querySelectorAll("input[data-reveal]").forEach(revealOnClick);
document.querySelectorAll("[data-preview]").forEach(followForm);
