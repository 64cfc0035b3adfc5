// Warns before a session ends, and prolongs it. The page says without this when it ends.

const box = document.getElementById("sesja");
const words = box.querySelector(".session-words");
const button = box.querySelector("button");
const data = box.dataset;
const channel = new BroadcastChannel(data.channel);
let end, last, failed;
// Only with this script does it ever say anything.
box.setAttribute("role", "alert");

const show = () => {
  const left = end - Date.now();
  const text = left <= 0 ? data.ended
    : left > data.warn * 1000 ? "" : last ? data.final : failed ? data.failed : data.soon;
  if (words.textContent !== text.replace("{at}", data.at)) {
    words.textContent = text.replace("{at}", data.at);
  }
  button.hidden = left <= 0 || last;
  box.hidden = !text;
};

const start = (session) => {
  end = Date.now() + session.seconds * 1000;
  last = session.last === "1";
  failed = false;
  data.at = session.at;
  show();
};

button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    const answer = await fetch(data.page, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("sesja");
    // Without one it is a page for signing in; a server that cannot answer says nothing of it.
    if (!fresh && answer.status >= 500) throw answer.status;
    const session = fresh
      ? { seconds: fresh.dataset.seconds, last: fresh.dataset.last, at: fresh.dataset.at }
      : { seconds: 0, last: "1", at: data.at };
    start(session);
    channel.postMessage(session);
  } catch {
    failed = true;
    show();
  }
  button.disabled = false;
});

// Another page of the same session, opened meanwhile, prolonged it.
channel.addEventListener("message", (event) => start(event.data));
const now = { seconds: data.seconds, last: data.last, at: data.at };
start(now);
channel.postMessage(now);
// A timer of minutes stands still while a computer sleeps.
setInterval(show, 1000);
document.addEventListener("visibilitychange", show);
