/* Search in the browser: no server, nothing sent anywhere. Words come from szukaj-indeks.js. */
"use strict";
(() => {
  const MOST = 50;
  const fold = (text) => text.toLowerCase().replace(/ł/g, "l").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  /* How much a word of a text answers a word asked for: whole, as its beginning, or with another ending. */
  const closeness = (asked, word) => {
    if (word === asked) return 3;
    if (word.startsWith(asked)) return asked.length > 2 ? 2 : 0.5;
    if (asked.length < 5 || word.length < 4) return 0;
    const least = Math.max(4, asked.length - 3);
    let same = 0;
    while (same < asked.length && same < word.length && asked[same] === word[same]) same += 1;
    return same >= least && asked.length + word.length - 2 * same <= 5 ? same / asked.length : 0;
  };
  const best = (asked, list) => list.reduce((most, word) => Math.max(most, closeness(asked, word)), 0);

  const prepare = (rows) => rows.map(([id, title, unit, summary]) => ({
    id, title, unit, heading: words(title), rest: words(`${id} ${unit} ${summary}`), bare: fold(id).replace(/\D/g, ""),
  }));

  /* Entries that have all words, or at least some of them, the best first. */
  const find = (entries, asked, all) => {
    const found = [];
    for (const entry of entries) {
      let score = 0;
      for (const word of asked) {
        const number = /^\d{3,}$/.test(word) && Number(entry.bare) === Number(word) ? 20 : 0;
        const here = number + 4 * best(word, entry.heading) + best(word, entry.rest);
        if (all && !here) { score = 0; break; }
        score += here;
      }
      if (score) found.push([score, entry]);
    }
    return found.sort((a, b) => b[0] - a[0]).map((pair) => pair[1]);
  };

  const form = document.getElementById("szukaj");
  const box = document.getElementById("q");
  const count = document.getElementById("ile");
  const list = document.getElementById("wyniki");
  let entries = null;

  const show = () => {
    const query = box.value.trim();
    if (!query) { list.replaceChildren(); count.textContent = ""; return; }
    const said = words(query).filter((word) => word !== "ka"), long = said.filter((word) => word.length > 2);
    const asked = long.length ? long : said; /* „na”, „do” stand everywhere */
    const whole = find(entries, asked, true);
    const found = whole.length ? whole : find(entries, asked, false);
    const items = found.slice(0, MOST).map((entry) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const note = document.createElement("span");
      link.href = `${encodeURIComponent(entry.id)}.html`;
      link.textContent = entry.title;
      note.className = "note";
      note.textContent = entry.unit ? `${entry.id} · ${entry.unit}` : entry.id;
      item.append(link, " ", note);
      return item;
    });
    list.replaceChildren(...items);
    const more = found.length > MOST ? `, pokazano pierwszych ${MOST}` : "";
    count.textContent = found.length
      ? `${whole.length ? "Znaleziono" : "Nie ma spraw ze wszystkimi tymi słowami, a z niektórymi"}: ${found.length}${more}.`
      : "Niczego nie znaleziono. Spróbuj innych słów albo zajrzyj do spisów.";
  };

  const start = () => {
    entries = prepare(window.lckmIndex || []);
    box.value = new URLSearchParams(window.location.search).get("q") || "";
    show();
    let waiting = 0;
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 150); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      const address = new URL(window.location.href);
      address.search = new URLSearchParams({ q: box.value.trim() }).toString();
      try { window.history.replaceState(null, "", address); } catch { /* a page from a disk may not */ }
      show();
    });
  };

  const script = document.createElement("script");
  script.src = "szukaj-indeks.js";
  script.addEventListener("load", start);
  script.addEventListener("error", () => { count.textContent = "Nie udało się wczytać spisu. Zajrzyj do list: alfabetycznie i według jednostek."; });
  document.head.append(script);
})();
