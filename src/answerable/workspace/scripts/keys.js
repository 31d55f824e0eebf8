// Security keys and passkeys: the one part of signing in that a page cannot do without a script.
const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function asked(given) {
  const options = { ...given, challenge: bytes(given.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"])
    if (options[list]) options[list] = options[list].map((one) => ({ ...one, id: bytes(one.id) }));
  return options;
}

function answered(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = words(credential.response[part]);
  return {
    id: credential.id, rawId: words(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

for (const form of document.querySelectorAll("form[data-key-options]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const trouble = form.querySelector("[role=alert]");
    trouble.hidden = true;
    try {
      const publicKey = asked(JSON.parse(form.dataset.keyOptions).publicKey);
      const credential = await navigator.credentials[form.dataset.keyDoes]({ publicKey });
      form.elements["key-answer"].value = JSON.stringify(answered(credential));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}
