// Draws a tree of [tag, attributes, ...children] with text nodes only, and reports which button was pressed.
// What is drawn is decided in Python; nothing here ever reads a string as HTML.
const TAGS = new Set(
  ("div section header p span strong em del button mark h1 h2 h3 ul ol li dl dt dd details summary dialog " +
    "blockquote").split(" "),
);
const NAMES = /^(class|id|type|role|title|lang|tabindex|open|disabled|dir|aria-[a-z]+|data-[a-z-]+)$/;
const SHARES = { "data-part": "--part", "data-mark": "--mark", "data-at": "--at" }; // 0 to 1, drawn by the style sheet
const BESIDE = 320; // pixels a column needs before an article can be read in it
const MARGIN = 20; // pixels between the reader and the edge of the window
const shared = (window.onTheRecord ??= { opener: null });

function build(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  if (!TAGS.has(tag)) throw new Error(`refused element: ${tag}`);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (!NAMES.test(name)) throw new Error(`refused attribute: ${name}`);
    element.setAttribute(name, value);
    if (SHARES[name]) element.style.setProperty(SHARES[name], Number(value));
  }
  element.append(...children.map(build));
  return element;
}

const byId = (root, id) => id && root.querySelector(`[data-id="${CSS.escape(id)}"]`);

function redraw(room, nodes) {
  const focused = room.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  const folds = new Map([...room.querySelectorAll("details[data-id]")].map((d) => [d.dataset.id, d.open]));
  room.replaceChildren(...nodes.map(build));
  for (const [id, open] of folds) {
    const fold = byId(room, id);
    if (fold) fold.open = open;
  }
  const again = byId(room, focused);
  if (again) again.focus({ preventScroll: true });
  return again;
}

// --- hover card: the passage behind a chip ---------------------------------------------------------------------

function hideCard(room) {
  clearTimeout(room.hiding);
  room.querySelector(".hovercard")?.remove();
  room.querySelectorAll("[aria-describedby=hovercard]").forEach((e) => e.removeAttribute("aria-describedby"));
}

function showCard(room, chip) {
  hideCard(room);
  const card = JSON.parse(chip.dataset.card);
  const box = build([
    "div", { class: "hovercard" },
    ["div", { role: "tooltip", id: "hovercard" },
      ["p", { class: "title" }, card.where],
      ["p", { class: "meta" }, card.origin],
      ["p", { class: "passage", dir: "auto" }, card.before, ["strong", {}, card.text], card.after],
      ["p", { class: "foot" }, "✓ " + card.foot]],
    // for the pointer alone: with keys, Enter opens the place, where the same can be done
    ["div", { class: "actions" },
      ["button", { type: "button", class: "action", tabindex: "-1", "data-act": chip.dataset.act }, "Open"],
      ["button", { type: "button", class: "action", tabindex: "-1", "data-copy": card.copy }, "Copy quote"],
      ...(card.mark ? [["button", { type: "button", class: "action", tabindex: "-1", ...card.mark }, "Wrong?"]] : [])],
  ]);
  box.chip = chip.dataset.id;
  room.append(box);
  box.popover = "manual"; // above the reader, which is in the top layer
  box.showPopover();
  chip.setAttribute("aria-describedby", "hovercard");
  const at = chip.getBoundingClientRect();
  const width = box.offsetWidth;
  const above = at.bottom + box.offsetHeight + 12 > innerHeight && at.top > box.offsetHeight + 12;
  box.style.left = `${Math.max(8, Math.min(at.left - 24, innerWidth - width - 8))}px`;
  box.style.top = above ? `${at.top - box.offsetHeight - 6}px` : `${at.bottom + 6}px`;
  box.addEventListener("pointerenter", () => clearTimeout(room.hiding));
  box.addEventListener("pointerleave", () => hideCard(room));
}

// --- buttons, copies, downloads ----------------------------------------------------------------------------------

async function fetched(address) {
  const answer = await fetch(own(address));
  if (!answer.ok) throw new Error(`not there: ${address}`);
  return answer.text();
}

// Only what this server offers to be taken away, whatever the tree says.
function own(address) {
  if (!address.startsWith("/take/")) throw new Error(`refused address: ${address}`);
  return address;
}

async function copy(button) {
  const { copy: text, copyFrom: address, link } = button.dataset;
  button.said ??= button.textContent;
  try {
    await navigator.clipboard.writeText(address ? await fetched(address) : link ? location.origin + text : text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Could not be copied";
  }
  announcer().textContent = button.textContent;
  clearTimeout(button.saying);
  button.saying = setTimeout(() => (button.textContent = button.said), 1600);
}

function save(button) {
  const link = document.createElement("a");
  link.href = own(button.dataset.saveFrom);
  link.download = button.dataset.name;
  link.click();
}

function pressed(room, event) {
  if (event.target.dataset?.mode === "over") byId(event.target, "close").click(); // beside the open dialog
  const button = event.target.closest("button");
  if (!button || !room.contains(button)) return;
  const card = button.closest(".hovercard");
  if (!card || button.dataset.act) hideCard(room);
  if (button.dataset.copy || button.dataset.copyFrom) copy(button);
  if (button.dataset.saveFrom) save(button);
  if (button.dataset.toggle) {
    const on = button.closest("dialog").classList.toggle(button.dataset.toggle);
    button.setAttribute("aria-pressed", String(on));
  }
  if (button.dataset.act) {
    const act = JSON.parse(button.dataset.act);
    if (!button.closest("dialog")) shared.opener = button.dataset.id ?? card?.chip ?? null;
    if (act[0] === "close") closing(room);
    if (button.dataset.say) announcer().textContent = button.dataset.say;
    room.send("act", act);
  }
}

function listen(room) {
  room.addEventListener("click", (event) => pressed(room, event));
  room.addEventListener("focusin", (event) => event.target.dataset?.card && event.target.matches(":focus-visible") && showCard(room, event.target));
  room.addEventListener("focusout", (event) => event.target.dataset?.card && hideCard(room));
  room.addEventListener("pointerover", (event) => {
    const chip = event.pointerType === "mouse" && event.target.closest("[data-card]");
    if (chip && chip.getAttribute("aria-describedby") !== "hovercard") showCard(room, chip);
  });
  room.addEventListener("pointerout", (event) => {
    if (event.target.closest("[data-card]")) room.hiding = setTimeout(() => hideCard(room), 180);
  });
  room.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideCard(room);
    if (event.target.matches(".dot")) walk(event);
    const dialog = event.target.closest("dialog");
    if (!dialog || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = { Escape: "close", j: "next", k: "previous" }[event.key];
    const button = byId(dialog, wanted);
    if (!button || button.disabled) return;
    event.preventDefault();
    event.stopPropagation();
    button.click();
  });
}

// One dot of a picture is in the tab order; arrows go on from there, so that nobody tabs through a hundred.
function walk(event) {
  const dots = [...event.target.closest(".timeline").querySelectorAll(".dot")];
  const last = dots.length - 1;
  const at = dots.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  dots[Math.max(0, Math.min(to, last))].focus();
}

// --- the reader: a dialog beside the page where there is room, over it where there is not -------------------------

function shut(dialog) {
  if (dialog?.matches(":popover-open")) dialog.hidePopover();
  if (dialog?.open) dialog.close();
}

function closing(room) {
  const dialog = room.querySelector("dialog");
  shut(dialog);
  dialog.dataset.mode = "shut"; // until the page is drawn without it
  byId(document, shared.opener)?.focus();
}

function settle(room) {
  const dialog = room.querySelector("dialog");
  const place = room.getBoundingClientRect();
  if (!dialog || dialog.dataset.mode === "shut") return;
  const beside = place.width >= BESIDE && innerWidth >= 1000;
  if (dialog.dataset.mode !== (beside ? "beside" : "over")) {
    const focused = document.activeElement;
    shut(dialog);
    dialog.dataset.mode = beside ? "beside" : "over";
    if (beside) {
      dialog.popover = "manual"; // the top layer without the manners of a modal: the page stays usable
      dialog.showPopover();
    } else {
      dialog.popover = null;
      dialog.showModal();
    }
    if (dialog.contains(focused)) focused.focus({ preventScroll: true });
  }
  dialog.style.left = beside ? `${place.left}px` : "";
  dialog.style.width = beside ? `${innerWidth - place.left - MARGIN}px` : ""; // on to the edge: every word counts
}

// Numbers of marks that begin on one line share one place in the margin.
function gather(dialog) {
  let before = null;
  for (const mark of dialog.querySelectorAll("mark[data-n]")) {
    const top = mark.getClientRects()[0]?.top;
    if (before && Math.abs(top - before.top) < 8) {
      before.mark.dataset.n += `, ${mark.dataset.n}`;
      mark.removeAttribute("data-n");
    } else {
      before = { mark, top };
    }
  }
}

function read(room, again) {
  const dialog = room.querySelector("dialog");
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    byId(dialog, "close").click();
  });
  settle(room);
  gather(dialog);
  const mark = dialog.querySelector("#reader-mark");
  const scroller = dialog.querySelector(".text");
  if (mark) {
    const lift = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientHeight / 3;
    scroller.scrollTop += lift;
    mark.classList.add("arrived");
  } else {
    scroller.scrollTop = 0;
  }
  // what had the focus before has it again only now: in a dialog that was not shown yet it could not take it
  (again && !again.disabled ? again : mark ?? scroller).focus({ preventScroll: true });
}

// --- a new exchange: brought into view and told to who cannot see it ------------------------------------------------

function announcer() {
  let live = document.getElementById("on-the-record-announcer");
  if (!live) {
    live = document.createElement("div");
    live.id = "on-the-record-announcer";
    live.setAttribute("role", "status");
    live.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
    (document.querySelector("main") ?? document.body).append(live);
  }
  return live;
}

function arrive(room) {
  const fresh = room.querySelector("[data-fresh]");
  if (!fresh || room.arrived === fresh.dataset.fresh) return;
  room.arrived = fresh.dataset.fresh;
  fresh.scrollIntoView({ block: "start" });
  announcer().textContent = fresh.dataset.fresh;
}

// On a small screen the rail lies over the page: what was chosen there is wanted in view.
function foldRail(event) {
  const rail = event.target.closest('[data-testid="stSidebar"]');
  if (!rail || innerWidth > 768 || !event.target.closest("a, .on-the-record button:not(.forget)")) return;
  setTimeout(() => rail.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click());
}

if (!shared.folding) document.addEventListener("click", foldRail);
shared.folding = true;

// The file uploader calls its drop zone a presentation and makes it focusable, which contradict each other.
function mend(room) {
  const wrong = '[data-testid="stFileUploaderDropzone"][role="presentation"]';
  const right = () => document.querySelectorAll(wrong).forEach((zone) => zone.removeAttribute("role"));
  right();
  room.mending ??= new MutationObserver(right);
  room.mending.observe(document.body, { childList: true, subtree: true });
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let room = parentElement.querySelector(":scope > .on-the-record");
  if (!room) {
    room = document.createElement("div");
    room.className = "on-the-record";
    parentElement.append(room);
    listen(room);
    room.watch = new ResizeObserver(() => settle(room));
    room.watch.observe(room);
    room.resized = () => settle(room);
    addEventListener("resize", room.resized);
  }
  room.send = setTriggerValue;
  const drawn = JSON.stringify(data);
  if (room.drawn !== drawn) {
    room.drawn = drawn;
    const again = redraw(room, data);
    if (room.querySelector("dialog")) read(room, again);
    arrive(room);
    if (room.querySelector("[data-mend]")) mend(room);
  }
  return () => {
    if (room.isConnected && parentElement.contains(room)) return; // called again, not taken away
    room.watch.disconnect();
    room.mending?.disconnect();
    removeEventListener("resize", room.resized);
  };
}
