// A file may be dropped anywhere on the page, and a check that takes time says so. The page works
// without this.

const form = document.querySelector("main form");
const field = form.querySelector("input[type=file]");
const busy = form.querySelector(".busy");
const button = form.querySelector("button");

form.querySelector(".drop").hidden = false;

form.addEventListener("submit", () => {
  busy.textContent = form.dataset.busy;
  // After the form has been taken together.
  setTimeout(() => { button.disabled = true; });
});
addEventListener("pageshow", () => {
  busy.textContent = "";
  button.disabled = false;
});

const brings = (event) => event.dataTransfer?.types.includes("Files");
const mark = (is) => document.body.classList.toggle("dropping", is);
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(true);
  });
}
addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
addEventListener("drop", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  mark(false);
  field.files = event.dataTransfer.files;
  if (field.files.length) form.requestSubmit();
});
