// A map on request. Whatever it can do, the fields above it can, too; no drag is needed:
// a click, or a button for the middle, says where.

const line = (text, role) => {
  const found = document.createElement("p");
  found.className = "hint";
  found.textContent = text;
  if (role) found.setAttribute("role", role);
  return found;
};

const button = (text, press) => {
  const found = document.createElement("button");
  found.type = "button";
  found.className = "button second";
  found.textContent = text;
  found.addEventListener("click", press);
  return found;
};

const styled = (address) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });

const asPoint = ({ lat, lng }) => `${lat.toFixed(5)},${lng.toFixed(5)}`;

const asPlace = (point) => {
  const found = (point ?? "").split(",").map(Number);
  return found.length === 2 && found.every(Number.isFinite) ? found : null;
};

// Leaflet's own tile layer sets a picture from data: on tiles that are no longer wanted.
const tilesOf = (L, address, options) =>
  new (L.GridLayer.extend({
    createTile({ x, y, z }, done) {
      const tile = document.createElement("img");
      tile.alt = "";
      tile.onload = () => done(null, tile);
      tile.onerror = () => done(new Error("no tile"), tile);
      tile.src = address.replace("{z}", z).replace("{x}", x).replace("{y}", y);
      return tile;
    },
  }))(options);

const drawn = (L, box, words, start) => {
  const [south, west, north, east] = words.area.split(",").map(Number);
  const area = L.latLngBounds([south, west], [north, east]);
  const [least, most] = words.zooms.split(",").map(Number);
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    attributionControl: false,
    zoomControl: false,
    doubleClickZoom: false,
    maxBounds: area,
    maxBoundsViscosity: 1,
    minZoom: least,
    maxZoom: most + 2,
    fadeAnimation: moves,
    // In the middle of one, Leaflet fails where the map is closed.
    zoomAnimation: false,
    inertia: moves,
  });
  const place = asPlace(start);
  const inside = place && area.contains(place);
  map.setView(inside ? place : area.getCenter(), Math.min(inside ? 17 : 13, most));
  tilesOf(L, words.tiles, {
    bounds: area,
    minNativeZoom: least,
    maxNativeZoom: most,
    maxZoom: most + 2,
  }).addTo(map);
  return { map, area, place: inside ? place : null };
};

/**
 * Open the map in an element, and return what takes it away again.
 * @param {HTMLElement} box has the texts and addresses (data-…)
 * @param {{point: string, choose: (point: string) => void, close: () => void}} field
 */
export const open = async (box, { point, choose, close }) => {
  const words = box.dataset;
  await Promise.all([
    import(words.leaflet),
    styled(words.leafletStyle),
    styled(words.mapStyle),
  ]);
  const L = globalThis.L;
  const about = line(words.how);
  about.id = "map-how";
  const ground = document.createElement("div");
  ground.className = "map";
  ground.tabIndex = 0;
  ground.setAttribute("role", "application");
  ground.setAttribute("aria-label", words.name);
  ground.setAttribute("aria-describedby", about.id);
  const middle = line("", "status");
  const row = document.createElement("div");
  row.className = "row";
  box.append(about, ground, middle, row, ...(words.credit ? [line(words.credit)] : []));

  const { map, area, place } = drawn(L, ground, words, point);
  const pin = L.marker(place ?? area.getCenter(), {
    icon: L.divIcon({ className: "map-pin", iconSize: [22, 22] }),
    interactive: false,
    keyboard: false,
  });
  if (place) pin.addTo(map);
  const mark = (where) => {
    if (!area.contains(where)) {
      middle.textContent = words.outside;
      return;
    }
    pin.setLatLng(where).addTo(map);
    choose(asPoint(where));
  };
  const tell = () => {
    middle.textContent = words.middle.replace("{point}", asPoint(map.getCenter()));
  };
  let resting;
  map.on("moveend", () => {
    // Said once the map rests, not at each key.
    clearTimeout(resting);
    resting = setTimeout(tell, 400);
  });
  map.on("click", ({ latlng }) => {
    mark(latlng);
    if (area.contains(latlng)) map.panTo(latlng);
  });
  ground.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    mark(map.getCenter());
  });
  row.append(
    button(words.here, () => mark(map.getCenter())),
    button(words.nearer, () => map.zoomIn()),
    button(words.farther, () => map.zoomOut()),
    button(words.close, close),
  );
  tell();
  ground.focus();
  return {
    show: (other) => {
      const where = asPlace(other);
      if (!where) pin.remove();
      else if (area.contains(where)) {
        pin.setLatLng(where).addTo(map);
        map.setView(where, Math.max(map.getZoom(), 16));
      }
    },
    remove: () => {
      clearTimeout(resting);
      map.remove();
      box.replaceChildren();
    },
  };
};
