// Counters, own position and copying. Every page works without this.

const counter = (area) => {
  const most = Number(area.dataset.most);
  const line = document.createElement("p");
  line.className = "counter";
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  area.after(line, spoken);
  let timer;
  const show = () => {
    // Code points, as the server counts them.
    const left = most - [...area.value].length;
    const words = left < 0 ? area.dataset.over : area.dataset.left;
    line.textContent = words.replace("{count}", Math.abs(left));
    line.classList.toggle("over", left < 0);
    clearTimeout(timer);
    // Said only when typing rests, and only near the end.
    if (left < most / 10) timer = setTimeout(() => { spoken.textContent = line.textContent; }, 1000);
  };
  area.addEventListener("input", show);
  addEventListener("pageshow", show);
  show();
};

const position = (place) => {
  if (!("geolocation" in navigator)) return;
  const words = place.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button second";
  const status = document.createElement("p");
  status.className = "hint";
  status.setAttribute("role", "status");
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "point";
  field.disabled = true;
  place.append(button, status, field);
  const offer = () => { button.textContent = field.disabled ? words.ask : words.forget; };
  button.addEventListener("click", () => {
    if (!field.disabled) {
      field.disabled = true;
      status.textContent = words.forgotten;
      offer();
      return;
    }
    status.textContent = words.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`;
        field.disabled = false;
        place.querySelector("input[type=checkbox]")?.closest("label").remove();
        status.textContent = words.found.replace("{point}", field.value);
        offer();
      },
      () => { status.textContent = words.refused; },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
  offer();
};

const copying = (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.getElementById("copy-status").textContent = button.dataset.done;
  });
};

const printing = (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
};

document.querySelectorAll("textarea[data-most]").forEach(counter);
document.querySelectorAll("[data-ask]").forEach(position);
document.querySelectorAll("[data-copy]").forEach(copying);
document.querySelectorAll("[data-print]").forEach(printing);
