/* Search in the browser: no server, nothing sent anywhere. Titles, summaries, the office's words
   in other texts and the words of residents come from szukaj-indeks.js. Ranks as lckm-search does for staff, by stems instead of
   a dictionary. */
"use strict";
(() => {
  /* Results shown, and those looked through for different matters. */
  const MOST = 50, CONSIDERED = 60;
  const TITLE = 10, SUMMARY = 6, UNIT = 1.5, OTHERS = 1.5; /* what a word counts by where it stands */
  const SYNONYM = 0.75, RELATED = 0.6, MISTYPED = [1, 0.75, 0.55];
  const CIRCUMSTANCE = 0.3, NO_TITLE = 0.5, DENSITY = 12, LEAST = 0.1, FAINT = 0.15;
  const REPEATED = 0.75, SAME = 0.62;

  const fold = (text) =>
    text.toLowerCase().replace(/ł/g, "l").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  /* Endings without Polish letters, of which the longest is cut off; three letters stay or more. */
  const ENDINGS = new Set((
    "ielismy alismy ilismy alysmy ilysmy iejszych iejszego iejszej iejsza iejsze iejszy "
    + "ajacego ajacych ajacej ajacym ajaca ajace ajacy acego acych acej acym iliscie aliscie "
    + "ialem ialam alem alam ales alas ilem ilam iles ilas ieli iala ialy ajcie ajac iami iach "
    + "iego iemu iowi owie ami ach ego emu ymi imi ych ich owi iej iom iem iow ala alo aly ali "
    + "ila ilo ily ili ial amy emy imy asz esz isz aja iec ej om em im ym ow ia ie iu io al il "
    + "ac ic ec am a e i o u y"
  ).split(" "));
  const LONGEST = Math.max(...[...ENDINGS].map((ending) => ending.length));
  const stems = new Map();
  const stem = (word) => {
    let found = stems.get(word);
    if (found === undefined) {
      let size = Math.min(LONGEST, word.length - 3);
      while (size > 0 && !ENDINGS.has(word.slice(-size))) size -= 1;
      found = size > 0 ? word.slice(0, -size) : word;
      if (/...ek$/.test(found)) found = `${found.slice(0, -2)}k`; /* „podatek”, „podatku” */
      stems.set(word, found);
    }
    return found;
  };

  const add = (map, key, value) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };

  /* The words of residents: which are passed over, which say little, and what phrases mean. */
  const spoken = () => {
    const { groups = [], stop = "", about = "" } = window.lckmWords || {};
    const stops = new Set(words(stop)), circumstances = new Set(words(about).map(stem));
    const optional = (word) =>
      stops.has(word) && word.length < 4 && word !== "nie" && word !== "bez";
    const LACK = ["brak", "bez", "nie"];
    const required = (phrase) => {
      const all = words(phrase), left = all.filter((word) => !optional(word));
      const little = left.every((word) => stops.has(word) || circumstances.has(stem(word)));
      return (little ? all : left).map((word) =>
        word === "brak" || word === "bez" ? LACK : [stem(word)]);
    };
    const meant = (phrase) => words(phrase).filter((word) => !stops.has(word)).map(stem);
    const byTerm = new Map(), hints = new Map(), things = new Map(), forms = new Set();
    for (const [spokenPhrases, means, more = []] of groups) {
      const phrases = means.map(meant).filter((phrase) => phrase.length);
      const here = phrases.filter((phrase) => phrase.length > 1).map((phrase) => {
        const key = phrase.join(" ");
        if (!things.has(key)) things.set(key, phrase);
        return key;
      });
      const hint = (term) => {
        const known = hints.get(term) || new Set();
        here.forEach((key) => known.add(key));
        hints.set(term, known);
      };
      for (const phrase of spokenPhrases) {
        meant(phrase).filter((term) => !circumstances.has(term)).forEach(hint);
      }
      more.forEach((phrase) => meant(phrase).forEach(hint));
      for (const phrase of [...spokenPhrases, ...more]) {
        words(phrase).forEach((word) => forms.add(word));
      }
      for (const phrase of spokenPhrases) {
        const slots = required(phrase);
        if (slots.length) for (const term of slots[0]) add(byTerm, term, { slots, means: phrases });
      }
    }
    return { stops, circumstances, byTerm, hints, things, forms, any: groups.length > 0 };
  };

  /* The procedures, with where each stem stands. */
  const prepare = (rows) => {
    const places = new Map(), forms = new Map(), titled = new Set();
    const entries = rows.map(([id, title, unit, summary, others = ""], place) => {
      const own = new Map();
      const put = (text, weight) => words(text).map((word) => {
        const term = stem(word);
        forms.set(word, term);
        if (!(own.get(term) >= weight)) own.set(term, weight);
        return term;
      });
      const heading = put(title, TITLE);
      heading.forEach((term) => titled.add(term));
      put(summary, SUMMARY);
      put(unit, UNIT);
      put(others, OTHERS);
      for (const [term, weight] of own) add(places, term, [place, weight]);
      const number = Number(id.replace(/\D/g, ""));
      return { id, title, unit, heading: [...new Set(heading)], number };
    });
    const talk = spoken();
    for (const form of talk.forms) if (!forms.has(form)) forms.set(form, stem(form));
    const known = new Set(forms.values());
    const rarity = (term) =>
      places.has(term) ? Math.log(1 + entries.length / places.get(term).length) : 0;
    const stopTerms = new Set([...talk.stops].map(stem));
    const nowhere = Math.log(1 + entries.length);
    return { entries, places, forms, titled, talk, known, rarity, stopTerms, nowhere };
  };

  /* Whether two words differ by at most so many letters, two exchanged counting as one. */
  const alike = (one, other, most) => {
    let before = [], above = [], row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      [before, above, row] = [above, row, [i]];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
        let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + wrong);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return false;
    }
    return row[other.length] <= most;
  };

  /* The stems that a word may be a form of, each with how surely. */
  const slotOf = (word, index) => {
    const term = stem(word), found = new Map();
    if (index.known.has(term)) return found.set(term, 1);
    const shared = word.slice(0, Math.max(4, word.length - 3));
    for (const [form, of] of index.forms) {
      const isForm = shared.length >= 4 && form.startsWith(shared)
        && form.length <= shared.length + 3;
      if (isForm || (word.length > 2 && form.startsWith(word))) found.set(of, RELATED);
    }
    const most = word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;
    for (let wrong = 1; wrong <= most; wrong += 1) {
      let some = false;
      for (const [form, of] of index.forms) {
        if (Math.abs(form.length - word.length) > wrong) continue;
        if (wrong > 1 && form[0] !== word[0]) continue;
        if (alike(word, form, wrong)) {
          found.set(of, Math.max(found.get(of) || 0, MISTYPED[wrong]));
          some = true;
        }
      }
      if (some) break;
    }
    return found;
  };

  /* What two different words of a question hint at together: for each word, phrases and how far
     they are trusted. */
  const hinted = (slots, talk) => {
    const weights = new Map(), rare = (some) => Math.log(1 + talk.things.size / some);
    slots.forEach((slot, place) => {
      const here = new Set();
      for (const term of slot.keys()) for (const key of talk.hints.get(term) || []) here.add(key);
      if (!here.size || here.size > 25) return;
      const weight = Math.max(...slot.values()) * rare(here.size);
      for (const key of here) {
        if (!weights.has(key)) weights.set(key, new Map());
        weights.get(key).set(place, weight);
      }
    });
    const sums = [];
    for (const [key, at] of weights) {
      const all = [...at.keys()];
      const share = (one, other) => [...slots[one].keys()].some((term) => slots[other].has(term));
      const differ = all.some((one, i) => all.slice(i + 1).some((other) => !share(one, other)));
      if (differ) sums.push([key, [...at.values()].reduce((a, b) => a + b, 0)]);
    }
    const found = slots.map(() => []);
    for (const [key, sum] of sums.sort((a, b) => b[1] - a[1]).slice(0, 4)) {
      const trust = 0.7 * Math.min(1.3, sum / (1.3 * rare(1)));
      for (const place of weights.get(key).keys()) found[place].push([talk.things.get(key), trust]);
    }
    return found;
  };

  /* What each word of a question may mean: itself, what its phrases mean, what they hint at. */
  const conceptsOf = (query, index) => {
    const { talk, rarity } = index;
    const typed = [...new Set(words(query.replace(/\bka[-\s]?(?=\d)/gi, "")))].slice(0, 48);
    const passed = (word) => (talk.any ? talk.stops.has(word) : word.length < 3);
    const kept = typed.filter((word) => !passed(word)).slice(0, 24);
    const asked = kept.length ? kept : typed.slice(0, 24); /* „na”, „do” stand everywhere */
    const slots = asked.map((word) => slotOf(word, index));
    const terms = new Set(typed.filter(passed).map(stem));
    slots.forEach((slot) => { for (const term of slot.keys()) terms.add(term); });
    const meanings = new Set();
    for (const term of terms) {
      for (const one of talk.byTerm.get(term) || []) {
        const isThere = (slot) => slot.some((each) => terms.has(each));
        if (one.slots.slice(1).every(isThere)) meanings.add(one);
      }
    }
    const hints = hinted(slots, talk);
    return asked.map((word, place) => {
      const slot = slots[place], alternatives = new Map();
      const consider = (phrase, quality) => {
        const key = phrase.map((each) => [...each.keys()].join("|")).join(" ");
        const rarest = (each) => Math.max(0, ...[...each.keys()].map(rarity)) || index.nowhere;
        const parts = phrase.map((each) => [each, rarest(each)]);
        const whole = parts.reduce((sum, part) => sum + part[1], 0);
        const old = alternatives.get(key);
        if (!old || old.quality < quality) alternatives.set(key, { quality, parts, whole });
      };
      const means = (phrase, quality) => {
        if (phrase.some((term) => index.places.has(term))) {
          consider(phrase.map((term) => new Map([[term, 1]])), SYNONYM * quality);
        }
      };
      if ([...slot.keys()].some((term) => index.places.has(term))) consider([slot], 1);
      let meant = false;
      for (const one of meanings) {
        const own = one.slots.flat().filter((term) => slot.has(term)).map((term) => slot.get(term));
        if (!own.length) continue;
        meant = true;
        const quality = Math.max(...own) * Math.min(1.4, 1 + 0.2 * (one.slots.length - 1));
        one.means.forEach((phrase) => means(phrase, quality));
      }
      hints[place].forEach(([phrase, trust]) => means(phrase, trust));
      const some = [...slot.keys()];
      let importance = 1;
      if (!meant && !hints[place].length) {
        const terms = [stem(word), ...some];
        if (terms.some((term) => talk.circumstances.has(term))) importance = CIRCUMSTANCE;
        else if (some.length && !some.some((term) => index.titled.has(term))) importance = NO_TITLE;
      }
      const list = [...alternatives.values()];
      const rarest = Math.max(0, ...list.flatMap((one) => one.parts.map((part) => part[1])));
      return { list, importance, weight: importance * (rarest || index.nowhere / 2) };
    });
  };

  const scored = (query, index) => {
    const concepts = conceptsOf(query, index), where = new Map();
    const total = concepts.reduce((sum, one) => sum + one.weight, 0);
    const parts = concepts.flatMap((one) => one.list.flatMap((each) => each.parts));
    const terms = new Set(parts.flatMap(([slot]) => [...slot.keys()]));
    for (const term of terms) {
      for (const [place, weight] of index.places.get(term) || []) {
        if (!where.has(place)) where.set(place, new Map());
        where.get(place).set(term, weight);
      }
    }
    const found = [];
    for (const [place, here] of where) {
      const entry = index.entries[place];
      let points = 0, there = 0, all = true;
      for (const concept of concepts) {
        let best = 0, part = 0;
        for (const one of concept.list) {
          let worth = 0, held = 0;
          for (const [slot, rarity] of one.parts) {
            let most = 0;
            for (const [term, sure] of slot) most = Math.max(most, (here.get(term) || 0) * sure);
            if (most) { held += rarity; worth += most * rarity; }
          }
          const share = (held / one.whole) ** 2;
          worth *= one.quality * share / Math.sqrt(one.parts.length);
          if (worth > best) { best = worth; part = one.quality * share; }
        }
        points += concept.importance * best;
        there += concept.weight * part;
        if (!best) all = false;
      }
      const covered = total ? there / total : 0;
      if (covered < LEAST) continue;
      const heading = entry.heading.filter((term) => !index.stopTerms.has(term));
      const dense = heading.filter((term) => here.has(term)).length / (heading.length || 1);
      const own = entry.heading.filter((term) => here.has(term));
      points = (points + DENSITY * dense) * covered;
      found.push({ entry, points, all, terms: own, heading });
    }
    return found.sort((a, b) => b.points - a.points || a.entry.number - b.entry.number);
  };

  /* Acts of one matter do not fill the page: after the best comes the plainest, and others score
     less. */
  const spread = (ranked, index) => {
    const weigh = (terms) => terms.reduce((sum, term) => sum + index.rarity(term), 0);
    let left = ranked.slice(0, CONSIDERED).map((one) => ({ ...one, sum: weigh(one.heading) }));
    const page = [];
    while (left.length && page.length < MOST) {
      const best = left.reduce((a, b) => (b.points > a.points ? b : a));
      left = left.filter((one) => one !== best);
      page.push(best);
      const common = (one) => weigh(one.heading.filter((term) => best.heading.includes(term)));
      const same = left.filter((one) => common(one) >= SAME * Math.min(one.sum, best.sum));
      const plain = same.reduce((a, b) => (b.heading.length < a.heading.length ? b : a), best);
      if (plain !== best) { left = left.filter((one) => one !== plain); page.push(plain); }
      for (const one of same) {
        if (one.terms.every((term) => best.terms.includes(term))) one.points *= REPEATED;
      }
    }
    return page.slice(0, MOST);
  };

  const find = (query, index) => {
    const number = /^\s*(?:ka[-\s]?|[a-z]{1,8}-)?(\d{1,5})\s*$/i.exec(query)
      || /\b(?:ka[-\s]?(?=\d{1,5}\b)|[a-z]{1,8}-(?=\d{5}\b))(\d{1,5})\b/i.exec(query);
    const exact = number ? index.entries.filter((entry) => entry.number === Number(number[1])) : [];
    if (exact.length) return { found: exact, all: true };
    const ranked = scored(query, index);
    const enough = ranked.filter((one) => one.points >= FAINT * ranked[0].points);
    const found = spread(enough, index).map((one) => one.entry);
    return { found, all: ranked.some((one) => one.all) };
  };

  const form = document.getElementById("szukaj");
  const box = document.getElementById("q");
  const count = document.getElementById("ile");
  const list = document.getElementById("wyniki");
  const ways = document.getElementById("inaczej");
  let index = null;

  const show = () => {
    const query = box.value.trim();
    ways.hidden = false;
    if (!query) { list.replaceChildren(); count.textContent = ""; return; }
    const { found, all } = find(query, index);
    const items = found.map((entry) => {
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
    ways.hidden = found.length > 0;
    const lead = all ? "Znaleziono" : "Nie ma spraw ze wszystkimi tymi słowami. Najbliższe";
    count.textContent = found.length ? `${lead}: ${found.length}.` : "Niczego nie znaleziono.";
  };

  const start = () => {
    index = prepare(window.lckmIndex || []);
    box.value = new URLSearchParams(window.location.search).get("q") || "";
    show();
    let waiting = 0;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      const address = new URL(window.location.href);
      address.search = new URLSearchParams({ q: box.value.trim() }).toString();
      try {
        window.history.replaceState(null, "", address);
      } catch { /* a page from a disk may not */ }
      show();
    });
  };

  const script = document.createElement("script");
  script.src = "szukaj-indeks.js";
  script.addEventListener("load", start);
  script.addEventListener("error", () => {
    count.textContent = "Nie udało się wczytać spisu.";
    ways.hidden = false;
  });
  document.head.append(script);
})();
