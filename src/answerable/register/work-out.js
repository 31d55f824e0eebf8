// Looks a last day up in the register's own tables. It counts nothing itself: the law is written once, in the tables.
const calculator = document.getElementById("calculator");
const root = calculator.dataset.root;
const rule = document.getElementById("rule");
const boxes = ["day", "month", "year"].map((id) => document.getElementById(id));
const answer = document.getElementById("answer");
const problem = document.getElementById("problem");
calculator.hidden = false;

const inWords = (iso) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${iso}T00:00:00Z`),
  );

function chosenDay() {
  const [day, month, year] = boxes.map((box) => box.value.trim());
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

function show(message) {
  answer.replaceChildren();
  problem.hidden = message === "";
  document.getElementById("date-group").classList.toggle("govuk-form-group--error", message !== "");
  for (const box of boxes) box.classList.toggle("govuk-input--error", message !== "");
  document.getElementById("problem-words").textContent = message;
  if (message) problem.focus();
}

function paragraph(words, style = "govuk-body") {
  const made = document.createElement("p");
  made.className = style;
  made.textContent = words;
  return made;
}

async function lookUp(event) {
  event.preventDefault();
  const chosen = rule.selectedOptions[0];
  const from = chosen.dataset.from || `${chosen.dataset.first}-01-01`;
  const last = `${calculator.dataset.lastYear}-12-31`;
  const day = chosenDay();
  if (day === null || day < from || day > last) {
    show(`Enter a date between ${inWords(from)} and ${inWords(last)}`);
    return;
  }
  const address = `${root}deadlines/${rule.value}/${day.slice(0, 4)}/`;
  let table;
  try {
    const reply = await fetch(address);
    if (!reply.ok) throw new Error(reply.statusText);
    table = new DOMParser().parseFromString(await reply.text(), "text/html");
  } catch {
    show("The table could not be read. Choose a rule and a year below instead.");
    return;
  }
  const row = table.getElementById(`d-${day}`);
  show("");
  answer.append(paragraph(`The last day is ${row.cells[1].textContent}`, "govuk-heading-m"));
  answer.append(paragraph(`Counted from ${row.cells[0].textContent}.`));
  if (row.cells[2]) answer.append(paragraph(`Left out: ${row.cells[2].textContent || "no day"}.`));
  for (const part of table.querySelectorAll("#working p")) answer.append(document.importNode(part, true));
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = `${address}#d-${day}`;
  link.textContent = "See it in the table";
  answer.append(link);
}

document.getElementById("question").addEventListener("submit", lookUp);
