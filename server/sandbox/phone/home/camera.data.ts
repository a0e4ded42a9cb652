/**
 * The only script of the wallet. Without it, and without BarcodeDetector, the same button opens the phone's own
 * camera and sends the picture, so everything works without JavaScript.
 */
export const CAMERA_SCRIPT = `
const form = document.querySelector("#scan-form");
const overlay = document.querySelector("#camera");
const video = overlay.querySelector("video");
const pictures = form.querySelectorAll("input[type=file]");
let stream;
for (const input of pictures) input.addEventListener("change", () => {
  if (!input.files.length) return;
  for (const other of pictures) if (other !== input) other.disabled = true;
  form.submit();
});
window.addEventListener("pageshow", () => { for (const input of pictures) { input.disabled = false; input.value = ""; } });
function stop() {
  overlay.hidden = true;
  if (stream) for (const track of stream.getTracks()) track.stop();
  stream = undefined;
}
async function start() {
  stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  overlay.hidden = false;
  video.srcObject = stream;
  await video.play();
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const look = async () => {
    if (!stream) return;
    const [found] = await detector.detect(video).catch(() => []);
    if (!found) { requestAnimationFrame(look); return; }
    stop();
    form.querySelector("input[name=code]").value = found.rawValue;
    form.submit();
  };
  look();
}
overlay.querySelector("button").addEventListener("click", stop);
if ("BarcodeDetector" in window && navigator.mediaDevices) {
  document.querySelector("#scan-button input").addEventListener("click", (event) => {
    event.preventDefault();
    start().catch(() => { stop(); form.querySelector("input[name=picture]").click(); });
  });
}
const choose = form.querySelector("select[name=misbehave]");
choose.closest("details").open = choose.value !== "none";
`;
