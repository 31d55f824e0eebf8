// Looks words up in the register's own indexes, one for each year, and shows the sentences from the pages it found.
// Words, and what is a page's number for its kind, are the same as in search.py.
const form = document.getElementById("search");
const root = form.dataset.root;
const box = document.getElementById("words");
const said = document.getElementById("said");
const found = document.getElementById("found");
const problem = document.getElementById("problem");
const SHOWN = 10;
const AROUND = 14; // half the number of words shown of a page

const FINDING = 1;
const KINDS = [
  { heading: "Responses", describe: ([, ref, title, state]) => ({ path: `responses/${ref}/`, title, note: state }) },
  {
    heading: "Findings",
    describe: ([, response, number, first], pages) => ({
      path: `responses/${pages[response][1]}/findings/${number}/`,
      title: `Finding ${number}: ${first}`,
      note: pages[response][2],
    }),
  },
  { heading: "Deadlines", describe: ([, code, title]) => ({ path: `deadlines/#${code}`, title, note: "" }) },
  { heading: "Commitments", describe: ([, ref, title, state]) => ({ path: `commitments/${ref}/`, title, note: state }) },
  {
    heading: "Needs assessments",
    describe: ([, ref, title, months]) => ({ path: `needs-assessments/${ref}/`, title, note: months }),
  },
];

export function wordsOf(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 || /\p{N}/u.test(word));
}

// A page has a word when one of its words begins with it, or with what an English ending leaves of it.
export function beginnings(word) {
  for (const [ending, ...instead] of [["ies", "y", "ies"], ["ing", ""], ["ed", ""], ["s", ""]]) {
    const left = word.slice(0, -ending.length);
    if (word.endsWith(ending) && left.length >= (ending === "ies" ? 3 : 4)) return instead.map((end) => left + end);
  }
  return [word];
}

function numbersOf(index, starts) {
  const numbers = new Set();
  for (const [word, distances] of Object.entries(index.words)) {
    if (!starts.some((start) => word.startsWith(start))) continue;
    let number = 0;
    for (const distance of distances) {
      number += distance;
      numbers.add(number);
      const [kind, response] = index.pages[number];
      if (kind === FINDING) numbers.add(response); // the words of a finding stand on the page of the response too
    }
  }
  return numbers;
}

function pagesWithAll(index, asked) {
  const sets = asked.map(({ starts }) => numbersOf(index, starts));
  return index.pages.filter((_, number) => sets.every((numbers) => numbers.has(number)));
}

function element(name, style, text) {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

// Which of the words asked for a word of the text is: as it was typed counts more than by its beginning.
function worthOf(word, asked) {
  const worth = new Map();
  for (const part of wordsOf(word))
    for (const { typed, starts } of asked)
      if (starts.some((start) => part.startsWith(start))) worth.set(typed, part.startsWith(typed) ? 3 : 1);
  return worth;
}

// The stretch of the text in which most of the words asked for stand.
function passageOf(words, worths) {
  let best = { from: 0, worth: 0 };
  worths.forEach((worth, at) => {
    if (worth.size === 0) return;
    const together = new Map(worths.slice(at, at + AROUND).flatMap((one) => [...one]));
    const sum = [...together.values()].reduce((total, one) => total + one, 0);
    if (sum > best.worth) best = { from: Math.max(0, at - AROUND / 2), worth: sum };
  });
  return best;
}

function marked(text, asked) {
  const words = text.split(/\s+/).filter(Boolean);
  const worths = words.map((word) => worthOf(word, asked));
  const { from, worth } = passageOf(words, worths);
  if (worth === 0) return null;
  const until = from + 2 * AROUND;
  const line = element("p", "govuk-body-s");
  if (from > 0) line.append("... ");
  for (let at = from; at < Math.min(until, words.length); at += 1)
    line.append(worths[at].size ? element("mark", "", words[at]) : words[at], " ");
  if (until < words.length) line.append("...");
  return line;
}

async function addPassage(item, path, asked) {
  try {
    const reply = await fetch(root + path);
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const part = path.includes("#") ? page.getElementById(path.split("#")[1])?.nextElementSibling : page.querySelector("main");
    const words = [...(part?.querySelectorAll("p, li, dd, h1, h2, h3") ?? [])].map((node) => node.textContent);
    const line = marked(words.join(" ") || (part?.textContent ?? ""), asked);
    if (line) item.append(line);
  } catch {
    // The link leads to the page all the same.
  }
}

function list(kind, results, asked) {
  const section = element("section");
  section.append(element("h2", "govuk-heading-m", `${kind.heading} (${results.length})`));
  const items = element("ol", "govuk-list govuk-list--spaced");
  const more = element("button", "govuk-button govuk-button--secondary", `Show more ${kind.heading.toLowerCase()}`);
  more.type = "button";
  let shown = 0;
  const showMore = () => {
    const next = results.slice(shown, shown + SHOWN);
    shown += next.length;
    more.hidden = shown >= results.length;
    return next.map(({ path, title, note }) => {
      const item = element("li");
      const link = element("a", "govuk-link govuk-!-font-weight-bold", title);
      link.href = root + path;
      item.append(link);
      if (note) item.append(element("br"), note);
      items.append(item);
      addPassage(item, path, asked);
      return link;
    });
  };
  more.addEventListener("click", () => showMore()[0]?.focus());
  showMore();
  section.append(items, more);
  return section;
}

async function look(words) {
  found.replaceChildren();
  said.textContent = "";
  problem.hidden = true;
  const asked = wordsOf(words).map((typed) => ({ typed, starts: beginnings(typed) }));
  if (asked.length === 0) return complain("Enter a word of two letters or more");
  let indexes;
  try {
    const replies = await Promise.all(form.dataset.indexes.split(" ").map((name) => fetch(`${root}search/${name}.json`)));
    if (replies.some((reply) => !reply.ok)) throw new Error();
    indexes = await Promise.all(replies.map((reply) => reply.json()));
  } catch {
    return complain("The search could not be read. Try again, or use the lists");
  }
  const results = KINDS.map(() => []);
  for (const index of indexes)
    for (const page of pagesWithAll(index, asked)) results[page[0]].push(KINDS[page[0]].describe(page, index.pages));
  const number = results.flat().length;
  const pages = number === 1 ? "1 page has" : `${number.toLocaleString("en-GB")} pages have`;
  said.textContent =
    number === 0 ? `No page has “${words}”. Check the spelling, or use the lists.` : `${pages} “${words}”.`;
  KINDS.forEach((kind, place) => results[place].length && found.append(list(kind, results[place], asked)));
}

function complain(message) {
  problem.hidden = false;
  document.getElementById("problem-words").textContent = message;
  problem.focus();
}

form.hidden = false;
document.getElementById("without").hidden = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("q", box.value);
  history.pushState(null, "", address);
  look(box.value.trim());
});
function fromAddress() {
  box.value = new URL(location.href).searchParams.get("q") ?? "";
  if (box.value) look(box.value.trim());
}
addEventListener("popstate", fromAddress);
fromAddress();
