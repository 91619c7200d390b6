"use strict";

/* The phones of the trial. What is shown comes from GET /simulator/messages alone; a message that was just typed
   stands as pending until its echo is in that list. Words come from data-* attributes, filled by the template. */

const words = document.body.dataset;
const language = document.documentElement.lang || undefined;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const exactClock = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" });
const calendar = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "numeric" });

const POLL_EVERY = 700;
const WRITING_AT_MOST = 15_000;
const POST_AT_MOST = 20_000;
const LONG_PRESS = 500;
const PHONES_AT_MOST = 4;
const REQUESTS_AT_MOST = 50;

const phones = new Map();
const said = new Map(); // message id → text that can be quoted
let active = null;

const byId = (id) => document.getElementById(id);
const why = byId("why");
let explained = null; // message whose reasons are shown

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#icon-" + name);
  svg.append(use);
  return svg;
}

function post(url, body) {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(POST_AT_MOST),
  }).then((response) => response.ok, () => false);
}

/* "Trả lời số để xem tiếp: 1 giấy tờ, 0 gặp cán bộ." or lines "1. Đăng ký khai sinh" below "… Trả lời số:". */
function choicesIn(text) {
  const plain = text.normalize("NFC").replaceAll("\r", "");
  const at = plain.toLowerCase().lastIndexOf(words.choose.normalize("NFC").toLowerCase());
  const offer = at < 0 ? null : plain.slice(at).match(/^[^\n:]*:\s*([^]*)$/);
  if (!offer) {
    return [];
  }
  const lines = offer[1].split(/\n\s*\n/)[0].split("\n");
  const listed = lines.map((line) => line.match(/^\s*(\d{1,2})[.)]\s*(\S.*)$/)).filter(Boolean);
  const inline = [...lines[0].matchAll(/(?:^|[,;])\s*(\d{1,2})[.)]?\s+(.+?)(?=[,;]\s*\d{1,2}[.)]?\s|\.?\s*$)/g)];
  const found = listed.length >= inline.length ? listed : inline;
  return [...new Map(found.map(([, number, label]) => [number, label.trim()]))];
}

/* Text with its web addresses as links. */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, i) => {
    if (i % 2 === 0) {
      return part;
    }
    const link = make("a", "", part);
    link.href = part;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  });
}

class Phone {
  constructor(resident) {
    this.resident = resident;
    this.pending = [];
    this.sending = Promise.resolve();
    this.quoted = null;
    this.answer = null; // message that the panel explains
    this.officer = null;
    this.isLinking = false; // a code was put into it
    this.day = new Date().toDateString();

    this.element = byId("phone").content.firstElementChild.cloneNode(true);
    this.element.dataset.resident = resident;
    for (const part of ["owner", "scroll", "empty", "talk", "writing", "choices", "quoting", "excerpt", "unquote",
      "composer", "attach", "typing", "menu"]) {
      this[part] = this.element.querySelector("." + part);
    }
    this.tab = make("button", "tab", words.tab.replace("{0}", resident));
    this.tab.type = "button";
    this.belongTo(null);
    this.tab.setAttribute("aria-pressed", "false");
    this.listen();
    this.stayAtEnd();
  }

  /* A resident's where there is no officer. */
  belongTo(officer) {
    this.officer = officer;
    this.name = officer === null
      ? words.resident.replace("{0}", this.resident)
      : words.officer.replace("{0}", officer.name);
    this.owner.textContent = this.name;
    this.element.setAttribute("aria-label", this.name);
    this.element.classList.toggle("officer", officer !== null);
  }

  isUnused() {
    return this.talk.childElementCount === 0 && this.officer === null;
  }

  listen() {
    this.tab.addEventListener("click", () => activate(this));
    this.element.addEventListener("focusin", () => activate(this));
    this.element.addEventListener("pointerdown", () => activate(this));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    this.composer.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendTyped();
    });
    this.typing.addEventListener("input", () => this.grow());
    this.typing.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.sendTyped();
      }
    });
    this.unquote.addEventListener("click", () => {
      this.quote(null);
      this.typing.focus();
    });
    this.attach.addEventListener("click", () => this.openMenu(this.menu.hidden));
    for (const button of this.menu.children) {
      button.addEventListener("click", () => {
        this.openMenu(false);
        this.attach.focus();
        this.send(button.dataset.kind, "");
      });
    }
  }

  /* Unless the reader scrolled up, the newest stays in sight, whatever changes the size. */
  stayAtEnd() {
    this.atEnd = true;
    this.scroll.addEventListener("scroll", () => {
      this.atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80;
    });
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroll);
  }

  // What the resident does

  sendTyped() {
    const text = this.typing.value.trim();
    if (text) {
      this.fill("");
      this.send("text", text);
    }
    this.typing.focus({ preventScroll: true });
  }

  send(kind, text) {
    const message = { resident: this.resident, kind, text, quoted: kind === "text" ? this.quoted : null };
    if (message.quoted) {
      this.quote(null);
    }
    const waiting = { message, failed: false, row: this.row({ from: "resident", kind, text, at: Date.now() }, message.quoted) };
    waiting.row.classList.add("pending");
    this.pending.push(waiting);
    this.talk.append(waiting.row);
    this.empty.hidden = true;
    this.toEnd();
    this.deliver(waiting);
  }

  /* One after the other, so that quick messages keep their order. */
  deliver(waiting) {
    this.sending = this.sending.then(async () => {
      this.write(true);
      if (await post(words.messagesUrl, waiting.message)) {
        poll();
      } else if (this.pending.includes(waiting)) {
        this.write(false);
        this.offerRetry(waiting);
      }
    });
  }

  offerRetry(waiting) {
    const notice = make("p", "unsent", words.unsent + " ");
    const retry = make("button", "retry", words.retry);
    retry.type = "button";
    retry.addEventListener("click", () => {
      notice.remove();
      waiting.failed = false;
      this.typing.focus({ preventScroll: true });
      this.deliver(waiting);
    });
    notice.append(retry);
    waiting.failed = true;
    waiting.row.append(notice);
    this.toEnd();
  }

  quote(messageId) {
    this.quoted = messageId;
    this.quoting.hidden = messageId === null;
    this.excerpt.textContent = said.get(messageId) ?? "";
    if (messageId !== null) {
      this.typing.focus();
    }
  }

  escape() {
    if (!this.menu.hidden) {
      this.openMenu(false);
      this.attach.focus();
    } else if (this.quoted) {
      this.quote(null);
      this.typing.focus();
    }
  }

  openMenu(open) {
    this.menu.hidden = !open;
    this.attach.setAttribute("aria-expanded", String(open));
    if (open) {
      this.menu.firstElementChild.focus();
    }
  }

  fill(text) {
    this.typing.value = text;
    this.grow();
  }

  grow() {
    this.typing.style.height = "auto";
    this.typing.style.height = this.typing.scrollHeight + 2 + "px";
  }

  // What the list tells

  receive(bubble, fresh) {
    const own = bubble.from === "resident";
    const echoed = own ? this.settle(bubble) : null;
    said.set(bubble.messageId, bubble.text);
    this.empty.hidden = true;
    this.place(bubble);
    if (!own) {
      this.answer = bubble.messageId;
      this.write(false);
      this.offer(choicesIn(bubble.text));
      this.tab.classList.toggle("unread", fresh && active !== this);
      this.tab.setAttribute("aria-label", this.tab.textContent + (fresh && active !== this ? ", " + words.new : ""));
      if (this.isLinking) {
        this.isLinking = false;
        tellOfficers();
      }
    } else if (fresh && !echoed) {
      this.write(true);
    }
    if (this.atEnd || !fresh) {
      this.toEnd();
    }
  }

  settle(bubble) {
    const same = this.pending.filter(({ message }) => message.kind === bubble.kind && message.text === bubble.text);
    const echoed = same.find((waiting) => !waiting.failed) ?? same[0];
    if (echoed) {
      echoed.row.remove();
      this.pending.splice(this.pending.indexOf(echoed), 1);
    }
    return echoed;
  }

  place(bubble) {
    const before = this.pending[0]?.row ?? null;
    const day = new Date(bubble.at);
    if (day.toDateString() !== this.day) {
      this.day = day.toDateString();
      this.talk.insertBefore(make("p", "day", calendar.format(day)), before);
    }
    this.talk.insertBefore(this.row(bubble, bubble.quoted), before);
  }

  row(bubble, quoted) {
    const row = make("div", "row " + bubble.from + " " + bubble.kind);
    const body = make("div", "bubble " + bubble.from);
    if (bubble.messageId) {
      body.dataset.messageId = bubble.messageId;
    }
    if (quoted) {
      body.append(make("blockquote", "quote", said.get(quoted) ?? words.quotedLost));
    }
    const text = make("p", "said");
    if (bubble.kind === "text") {
      text.append(...(bubble.from === "page" ? linked(bubble.text) : [bubble.text]));
    } else {
      text.append(icon(bubble.kind), words["kind" + bubble.kind[0].toUpperCase() + bubble.kind.slice(1)] ?? bubble.kind);
    }
    const time = make("time", "time", clock.format(bubble.at));
    time.dateTime = new Date(bubble.at).toISOString();
    body.append(text, time);
    row.append(body);
    if (bubble.from === "page") {
      body.append(this.reason(bubble.messageId));
      this.makeQuotable(row, body, bubble.messageId);
    }
    return row;
  }

  reason(messageId) {
    const ask = make("button", "ask", words.why);
    ask.type = "button";
    ask.addEventListener("click", async () => {
      this.answer = messageId;
      why.open = true;
      await explain();
      why.firstElementChild.focus({ preventScroll: true });
      why.scrollIntoView({ block: "nearest" });
    });
    return ask;
  }

  makeQuotable(row, body, messageId) {
    const reply = make("button", "reply");
    reply.type = "button";
    reply.title = words.reply;
    reply.setAttribute("aria-label", words.reply);
    reply.append(icon("reply"));
    reply.addEventListener("click", () => this.quote(messageId));
    row.append(reply);

    let press;
    const release = () => clearTimeout(press);
    body.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse") {
        press = setTimeout(() => this.quote(messageId), LONG_PRESS);
      }
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      body.addEventListener(end, release);
    }
  }

  offer(choices) {
    this.choices.replaceChildren(...choices.map(([number, label]) => {
      const button = make("button", "quick");
      button.type = "button";
      button.dataset.number = number;
      button.append(make("b", "", number), " " + label);
      button.addEventListener("click", () => this.send("text", number));
      return button;
    }));
    this.choices.hidden = choices.length === 0;
  }

  write(on) {
    clearTimeout(this.patience);
    this.writing.hidden = !on;
    if (on) {
      this.patience = setTimeout(() => this.write(false), WRITING_AT_MOST);
      this.toEnd();
    }
  }

  /* After the browser laid out what surrounds the talk: buttons below it make it shorter. */
  toEnd() {
    this.atEnd = true;
    requestAnimationFrame(() => {
      this.scroll.scrollTop = this.scroll.scrollHeight;
    });
  }

  forget() {
    this.talk.replaceChildren(...this.pending.map((waiting) => waiting.row));
    this.empty.hidden = this.pending.length > 0;
    this.day = new Date().toDateString();
    this.answer = null;
    this.offer([]);
    this.write(false);
  }
}

/* Events of webhook-samples come from people who have no phone here. */
function phoneOf(resident) {
  if (!(Number(resident) >= 1 && Number(resident) <= PHONES_AT_MOST)) {
    return undefined;
  }
  while (!phones.has(resident)) {
    addPhone();
  }
  return phones.get(resident);
}

function addPhone() {
  const phone = new Phone(String(phones.size + 1));
  phones.set(phone.resident, phone);
  byId("phones").append(phone.element);
  byId("tabs").append(phone.tab);
  byId("add").hidden = phones.size === PHONES_AT_MOST;
  document.body.classList.toggle("many", phones.size > 2);
  return phone;
}

function activate(phone) {
  if (active === phone) {
    return;
  }
  active = phone;
  for (const each of phones.values()) {
    each.element.classList.toggle("active", each === phone);
    each.tab.setAttribute("aria-pressed", String(each === phone));
  }
  phone.tab.classList.remove("unread");
  phone.tab.removeAttribute("aria-label");
  explain();
}

// Why it was answered so

/* Zalo's id of an answer is recorded a moment after the answer stands here: until then there are no reasons, and the
   next poll asks again. */
async function explain() {
  const wanted = active.answer;
  if (!why.open || wanted === explained) {
    return;
  }
  const reasons = wanted === null ? "" : await fetch(words.messagesUrl + "/" + encodeURIComponent(wanted) + "/why")
    .then((response) => response.ok ? response.text() : "", () => "");
  if (wanted === active.answer) {
    explained = reasons.trim() ? wanted : null;
    byId("reasons").innerHTML = reasons;
    byId("no-reasons").hidden = explained !== null;
  }
}

why.addEventListener("toggle", () => explain());

// What the stand-in received

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function keepRequest(bubble) {
  const entry = make("li", "");
  const who = phoneOf(bubble.resident)?.name ?? words.resident.replace("{0}", bubble.resident);
  entry.append(make("p", "about", who + " · " + exactClock.format(bubble.at)));
  if (bubble.fault) {
    entry.append(make("p", "failed", words.failed.replace("{0}", faultName(bubble.fault))));
  }
  entry.append(make("pre", "", pretty(bubble.request)));
  byId("requests").prepend(entry);
  byId("no-requests").hidden = true;
  while (byId("requests").children.length > REQUESTS_AT_MOST) {
    byId("requests").lastElementChild.remove();
  }
}

function faultName(fault) {
  return [...byId("fault-kind").options].find((option) => option.value === fault)?.textContent ?? fault;
}

function faultIsSpent() {
  byId("fault-kind").value = "0";
  byId("fault-told").textContent = words.faultNone;
}

byId("fault").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value, selectedOptions } = byId("fault-kind");
  const done = await post(words.faultsUrl, { fault: value });
  const set = value === "0" ? words.faultNone : words.faultSet.replace("{0}", selectedOptions[0].textContent);
  byId("fault-told").textContent = done ? set : words.faultUnset;
});

// Officers

async function tellOfficers() {
  const response = await fetch(words.officersUrl).catch(() => null);
  const officers = response?.ok ? await response.json() : [];
  const chosen = byId("who").value;
  byId("who").replaceChildren(...officers.map(({ id, name, post }) => new Option(name + ", " + post, id)));
  if (chosen) {
    byId("who").value = chosen;
  }
  const holders = officers.filter((officer) => officer.phone !== null);
  holders.forEach((officer) => phoneOf(officer.phone));
  for (const phone of phones.values()) {
    phone.belongTo(holders.find((officer) => officer.phone === phone.resident) ?? null);
  }
}

/* The officer sends the code themselves, as on a real phone. */
async function putCode() {
  const response = await fetch(words.officersUrl + "/" + byId("who").value + "/code", { method: "POST" })
    .catch(() => null);
  byId("no-code").hidden = response?.ok === true;
  if (!response?.ok) {
    return;
  }
  const { code } = await response.json();
  const unused = [...phones.values()].find((phone) => phone !== phones.get("1") && phone.isUnused());
  const phone = unused ?? (phones.size < PHONES_AT_MOST ? addPhone() : active);
  byId("linking").close();
  activate(phone);
  phone.isLinking = true;
  phone.fill(words.link.replace("{0}", code));
  phone.typing.focus();
  phone.element.scrollIntoView({ block: "nearest", inline: "nearest" });
}

byId("officer").addEventListener("click", () => {
  byId("no-code").hidden = true;
  byId("linking").showModal();
});
byId("get-code").addEventListener("click", putCode);

// Polling

let last = null; // the newest message that is shown
let started = false; // what was there before is shown quietly
let lost = false;
let polling = false;
let again = false;
let timer;

async function poll() {
  again = polling;
  if (polling || document.hidden) {
    return;
  }
  polling = true;
  clearTimeout(timer);
  try {
    const after = lost || last === null ? 0 : last.seq;
    const response = await fetch(words.messagesUrl + "?after=" + after, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    show(await response.json());
    lost = false;
  } catch {
    lost = true;
  }
  byId("offline").hidden = !lost;
  polling = false;
  timer = setTimeout(poll, again ? 0 : POLL_EVERY);
}

/* After a lost connection the whole list comes again: a server that was started anew counts from 1. */
function show(list) {
  const restarted = lost && last !== null && !list.some((bubble) => bubble.messageId === last.messageId);
  if (restarted) {
    last = null;
    phones.forEach((phone) => phone.forget());
    byId("requests").replaceChildren();
    byId("no-requests").hidden = false;
  }
  const fresh = started && !restarted;
  for (const bubble of list.filter(({ seq }) => last === null || seq > last.seq)) {
    if (!bubble.fault) {
      phoneOf(bubble.resident)?.receive(bubble, fresh);
    } else if (fresh) {
      faultIsSpent();
    }
    if (bubble.request) {
      keepRequest(bubble);
    }
  }
  last = list.at(-1) ?? last;
  started = true;
  explain();
}

// The page

byId("add").addEventListener("click", () => {
  const phone = addPhone();
  activate(phone);
  phone.typing.focus();
  phone.element.scrollIntoView({ block: "nearest", inline: "nearest" });
});

document.addEventListener("click", (event) => {
  const chip = event.target.closest(".chip");
  if (chip) {
    active.fill(chip.textContent);
    active.typing.focus();
  }
});

document.addEventListener("pointerdown", (event) => {
  for (const phone of phones.values()) {
    if (!phone.menu.hidden && !phone.composer.contains(event.target)) {
      phone.openMenu(false);
    }
  }
});

document.addEventListener("visibilitychange", () => poll());

addPhone();
addPhone();
activate(phones.get("1"));
tellOfficers();
why.open = window.matchMedia("(min-width: 70rem)").matches;
poll();
