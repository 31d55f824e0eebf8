// Everything works without this. It only adds comfort: focus on the error summary, character counts.
import { initAll } from "./govuk-frontend.js";
import "./keys.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// A page that waits sends its one form by itself; without this the button does.
document.querySelector("form[data-at-once]")?.requestSubmit();
