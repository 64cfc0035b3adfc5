// Counters, search, streets, own position, map, files, unsent words and copying. Every page works
// without this.

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
    if (left >= most / 10) return;
    timer = setTimeout(() => { spoken.textContent = line.textContent; }, 1000);
  };
  area.addEventListener("input", show);
  addEventListener("pageshow", show);
  show();
};

const position = (place) => {
  const words = place.dataset;
  if (!("geolocation" in navigator) && !words.map) return;
  const row = document.createElement("div");
  row.className = "row";
  const status = document.createElement("p");
  status.className = "hint";
  status.setAttribute("role", "status");
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "point";
  field.disabled = true;
  place.append(row, status, field);
  const made = (text, press) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button second";
    button.textContent = text;
    button.addEventListener("click", () => press(button));
    return button;
  };
  const earlier = () => place.querySelector("input[type=checkbox]:checked");
  let map;
  const set = (point) => {
    field.value = point;
    field.disabled = !point;
    if (point) row.append(forget);
    else forget.remove();
    if (point) place.querySelector("input[type=checkbox]")?.closest("label").remove();
    status.textContent = point ? words.found.replace("{point}", point) : words.forgotten;
  };
  const ask = () => {
    status.textContent = words.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set(`${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`);
        map?.show(field.value);
      },
      () => { status.textContent = words.refused; },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  };
  const show = async (button) => {
    const box = document.getElementById("map");
    button.disabled = true;
    const close = () => {
      map.remove();
      map = undefined;
      button.disabled = false;
      button.focus();
    };
    try {
      const { open } = await import(box.dataset.script);
      map = await open(box, { point: field.value || earlier()?.value, choose: set, close });
    } catch {
      button.disabled = false;
      box.replaceChildren();
      status.textContent = words.noMap;
    }
  };
  if ("geolocation" in navigator) row.append(made(words.ask, ask));
  if (words.map) row.append(made(words.map, show));
  const forget = made(words.forget, () => {
    set("");
    map?.show("");
    row.querySelector("button").focus();
  });
};

// What was chosen, before it is sent: drawn small from the browser's own memory.
const choosing = (input) => {
  const list = document.createElement("ul");
  list.className = "files";
  input.after(list);
  const icon = () => {
    const found = document.createElement("img");
    found.src = input.dataset.icon;
    found.alt = "";
    found.className = "preview";
    return found;
  };
  const picture = async (file, place) => {
    try {
      if (!file.type.startsWith("image/")) throw new TypeError(file.type);
      const bitmap = await createImageBitmap(file, { resizeWidth: 192, resizeQuality: "medium" });
      const canvas = document.createElement("canvas");
      canvas.className = "preview";
      canvas.setAttribute("aria-hidden", "true");
      canvas.width = 192;
      canvas.height = Math.max(1, Math.round((192 * bitmap.height) / bitmap.width));
      canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      place.replaceChildren(canvas);
    } catch {
      // A film, a PDF, or a picture that this browser does not know.
      place.replaceChildren(icon());
    }
  };
  const words = input.dataset;
  input.parentElement.querySelector(".one-by-one").remove();
  const told = document.createElement("p");
  told.className = "fault";
  told.setAttribute("role", "alert");
  list.before(told);
  let kept = [];
  let turn = 0;
  const same = (one, other) =>
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  const keep = (files) => {
    kept = files;
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
  };
  const removing = (file) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = words.remove;
    button.setAttribute("aria-label", words.removeFile.replace("{name}", () => file.name));
    button.addEventListener("click", () => {
      told.textContent = "";
      keep(kept.filter((one) => one !== file));
      show();
      input.focus();
    });
    return button;
  };
  const show = async () => {
    const mine = ++turn;
    const chosen = kept.map((file) => {
      const item = document.createElement("li");
      const place = document.createElement("span");
      const name = document.createElement("span");
      item.className = "chosen";
      place.className = "preview";
      name.textContent = file.name;
      item.append(place, name, removing(file));
      return [file, place, item];
    });
    list.replaceChildren(...chosen.map(([, , item]) => item));
    // One after the other: a photo takes much memory while it is made small.
    for (const [file, place] of chosen) {
      if (mine !== turn) return;
      await picture(file, place);
    }
  };
  // Telephones give one picture at a time, so what is chosen adds to what was.
  const add = () => {
    const faults = [];
    const files = [...kept];
    const staying = document.querySelectorAll("[name=remove]:not(:checked)");
    const room = Number(words.most) - staying.length;
    for (const file of input.files) {
      if (files.some((one) => same(one, file))) continue;
      const fault = file.size > Number(words.largest) ? words.tooLarge
        : files.length >= room ? words.tooMany : "";
      if (fault) faults.push(fault.replace("{name}", () => file.name));
      else files.push(file);
    }
    told.textContent = faults.join(" ");
    keep(files);
    show();
  };
  input.addEventListener("change", add);
  // What the browser filled in again when somebody came back.
  addEventListener("pageshow", add);
};

// Words that a reload would lose are asked about by the browser; none are stored.
const guarding = (form) => {
  const ask = (event) => event.preventDefault();
  form.addEventListener("input", () => addEventListener("beforeunload", ask));
  form.addEventListener("submit", () => removeEventListener("beforeunload", ask));
};

const folded = (text) =>
  text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

// The same as lckm_web._category_search.
const withoutEnding = (word) =>
  word.slice(0, word.length > 5 ? -2 : word.length > 3 ? -1 : undefined);
const standsIn = (word, own) => (own.length > 3 ? word.includes(own) : word.startsWith(own));
const nearlyBegins = (word, own) => {
  let at = 0;
  while (at < own.length && word[at] === own[at]) at += 1;
  const left = own.slice(at);
  const other = word.slice(at);
  const swapped = left.slice(1, 2) + left.slice(0, 1) + left.slice(2);
  return other.slice(1).startsWith(left.slice(1)) || other.slice(1).startsWith(left)
    || other.startsWith(left.slice(1)) || (left.length > 1 && other.startsWith(swapped));
};
const fits = (search, words, isExact) => search.every((typed) => {
  const own = withoutEnding(typed);
  const isNear = !isExact && typed.length > 4;
  return words.some((word) => standsIn(word, own) || (isNear && nearlyBegins(word, own)));
});

const searching = (box) => {
  const [field, searched] = box.querySelectorAll("input");
  const status = box.querySelector("[role=status]");
  const choices = [...box.closest("fieldset").querySelectorAll("[data-words]")];
  const words = choices.map((choice) => folded(`${choice.dataset.words} ${choice.textContent}`));
  let timer;
  const show = () => {
    const search = folded(field.value);
    let found = words.map((own) => fits(search, own, true));
    if (!found.includes(true)) found = words.map((own) => fits(search, own, false));
    const count = found.filter(Boolean).length;
    choices.forEach((choice, at) => {
      choice.hidden = count > 0 && !found[at] && !choice.querySelector("input").checked;
    });
    searched.value = field.value;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const text = count ? box.dataset.count : box.dataset.none;
      status.textContent = search.length
        ? text.replace("{count}", count).replace("{all}", choices.length) : "";
    }, 500);
  };
  box.querySelector("button").remove();
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  addEventListener("pageshow", show);
};

// A combobox with a list, as the WAI-ARIA Authoring Practices have it.
const streets = (field) => {
  const words = field.dataset;
  const list = document.createElement("ul");
  list.id = "streets";
  list.hidden = true;
  list.lang = "pl";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  field.parentElement.classList.add("combobox");
  field.after(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let timer;
  let asking;
  let at = -1;

  const mark = (next) => {
    at = next;
    [...list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", place === at);
    });
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const open = (is) => {
    list.hidden = !is;
    field.setAttribute("aria-expanded", is);
    mark(-1);
  };
  const choose = (line) => {
    // A number is typed next.
    field.value = /\d$/.test(line) ? line : `${line} `;
    status.textContent = "";
    open(false);
  };
  const option = (line, place) => {
    const item = document.createElement("li");
    item.id = `streets-${place}`;
    item.setAttribute("role", "option");
    item.textContent = line;
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(line));
    return item;
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = field.value;
    let lines = [];
    if (folded(typed).join("").length > 1) {
      try {
        const address = `${words.streets}?q=${encodeURIComponent(typed)}`;
        const answer = await fetch(address, { signal: asking.signal });
        if (!answer.ok) return;
        lines = (await answer.json()).streets;
      } catch {
        return;
      }
    }
    if (document.activeElement !== field) return;
    const isDone = lines.length === 1 && lines[0] === typed.trim();
    list.replaceChildren(...lines.map(option));
    open(lines.length > 0 && !isDone);
    if (isDone || typed.trim().length < 3 && !lines.length) status.textContent = "";
    else if (lines.length) status.textContent = words.count.replace("{count}", lines.length);
    else status.textContent = words.none;
    // It covers what is below, as the list does: nothing moves away from under a finger.
    status.className = lines.length || !status.textContent ? "unseen" : "none";
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  // Only while it is typed in, or a browser that goes back would not fill it in again.
  const keep = () => field.removeAttribute("autocomplete");
  field.addEventListener("focus", () => { field.autocomplete = "off"; });
  field.addEventListener("blur", () => {
    keep();
    open(false);
    status.className = "unseen";
  });
  field.form.addEventListener("submit", keep);
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) ask();
    // Past either end is the field itself.
    else if (step) mark((at + step + count + 2) % (count + 1) - 1);
    else if (event.key === "Enter" && at >= 0) choose(list.children[at].textContent);
    else if (event.key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  });
  open(false);
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
document.querySelectorAll(".search").forEach(searching);
document.querySelectorAll("[data-streets]").forEach(streets);
document.querySelectorAll("[data-icon]").forEach(choosing);
document.querySelectorAll("#formularz").forEach(guarding);
document.querySelectorAll("[data-copy]").forEach(copying);
document.querySelectorAll("[data-print]").forEach(printing);
