// Everything works without this. It only adds comfort: focus on the error summary, character counts.
import { initAll } from "./govuk-frontend.js";
import "./keys.js";
import "./paste.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// A page that waits sends its one form by itself; without this the button does.
document.querySelector("form[data-at-once]")?.requestSubmit();

// What is typed in a long form is kept every 20 seconds, beside what is saved and never over it.
const kept = document.querySelector("form[data-keep]");
if (kept) {
  const seen = () => new URLSearchParams(new FormData(kept)).toString();
  const told = kept.querySelector("[data-kept]");
  // What was typed before this script came, or put back by the browser, is not yet kept.
  const changed = [...kept.elements].some((field) => "defaultValue" in field && field.value !== field.defaultValue);
  let last = changed ? "" : seen();
  setInterval(async () => {
    const now = seen();
    if (now === last) return;
    last = now;
    try {
      const answer = await fetch(kept.dataset.keep, {
        method: "POST", body: now, headers: { "Content-Type": "application/x-www-form-urlencoded" },
      });
      const { said, fields } = answer.headers.get("Content-Type")?.includes("json")
        ? await answer.json() : { said: "This draft could not be kept. Save it now." };
      told.textContent = said;
      // Where keeping counts as saving, the form goes on from there: what was typed meanwhile is kept next time.
      const typedOn = seen() !== now;
      for (const [name, value] of Object.entries(fields ?? {})) kept.elements[name].value = value;
      if (!typedOn) last = seen();
    } catch {
      told.textContent = "This draft could not be kept: there is no connection.";
      last = "";
    }
  }, 20000);
}
