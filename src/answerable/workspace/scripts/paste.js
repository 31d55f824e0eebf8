// Rich text that is pasted into a long text comes out as light markup. Without this, saving tidies it.
for (const area of document.querySelectorAll("form[data-keep] textarea, form[data-tidy] textarea")) {
  area.addEventListener("paste", async (event) => {
    const html = event.clipboardData?.getData("text/html");
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    if (!html || !/<(ul|ol|li|table|h[1-6]|p|b|strong|a|br|div)[\s>]/i.test(html)) return;
    event.preventDefault();
    const form = area.form;
    const told = form.querySelector("[data-kept]");
    let words = plain, said = "";
    try {
      const answer = await fetch("/tidy/", {
        method: "POST",
        body: new URLSearchParams({ html, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }),
      });
      const tidy = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      words = tidy.words ?? plain;
      said = tidy.said ?? "";
    } catch {
      said = "There is no connection. The words were pasted as they are.";
    }
    area.focus();
    // As if it had been typed, so that it can be undone; not every browser can.
    if (!document.execCommand("insertText", false, words)) {
      area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    }
    if (told && said) told.textContent = `${said} Undo takes it out again.`;
  });
}
