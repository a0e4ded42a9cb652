/**
 * The keypad of the amount page, as the page carries it. It fills the same field that is typed into without it, and
 * the field stays the only truth: full-width digits and pasted text are read by the server as they are.
 */
export const KEYPAD_SCRIPT = `(() => {
  const field = document.getElementById("amount");
  const pad = document.querySelector(".keys");
  const go = document.querySelector(".go button");
  const plain = go.textContent;
  const digits = () => field.value.normalize("NFKC").replace(/[\\s,\\u00a5\\u5186]/g, "");
  const grouped = (text) => text.replace(/\\B(?=(\\d{3})+$)/g, ",");
  const show = () => {
    const text = digits();
    const whole = /^\\d+$/.test(text);
    if (whole) field.value = grouped(text.replace(/^0+(?=\\d)/, "").slice(0, 9));
    const ready = whole && !/^0+$/.test(text);
    go.textContent = ready ? go.dataset.pay.replace("{amount}", "\\u00a5" + field.value) : plain;
    field.classList.toggle("long", field.value.length > 7);
  };
  if (matchMedia("(pointer: coarse)").matches) field.inputMode = "none";
  pad.hidden = false;
  document.body.classList.add("scripted");
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button")?.dataset.key;
    if (!key) return;
    const text = digits();
    field.value = key === "back" ? text.slice(0, -1) : (text === "0" ? "" : text) + key;
    if (field.value === "00") field.value = "0";
    show();
  });
  field.addEventListener("input", (event) => { if (!event.isComposing) show(); });
  field.addEventListener("compositionend", show);
  let sent = false;
  field.form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    go.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => { sent = false; go.removeAttribute("aria-busy"); show(); });
})();`;
