// Everything works without this. It only adds comfort: focus on the error summary, character counts.
import { initAll } from "./govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
