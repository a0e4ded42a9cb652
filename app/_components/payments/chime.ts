/** Two clear notes, E6 and A6, in hertz; short enough to follow one another at a busy till. */
const NOTES = [
  { hertz: 1318.5, atSeconds: 0, lengthSeconds: 0.18 },
  { hertz: 1760, atSeconds: 0.13, lengthSeconds: 0.5 },
] as const;
const LOUDNESS = 0.25;
const ATTACK_SECONDS = 0.012;

let context: AudioContext | undefined;

function audio(): AudioContext | undefined {
  if (typeof window === "undefined" || !("AudioContext" in window)) return undefined;
  context ??= new AudioContext();
  return context;
}

/**
 * Plays the sound of money that came in. Browsers keep a page silent until somebody has touched it; a sound that
 * may not play now is dropped, because one that plays late would announce the wrong payment.
 */
export function playChime(): void {
  const speaker = audio();
  if (speaker === undefined) return;
  if (speaker.state !== "running") {
    void speaker.resume();
    return;
  }
  for (const note of NOTES) {
    const start = speaker.currentTime + note.atSeconds;
    const end = start + note.lengthSeconds;
    const voice = speaker.createOscillator();
    const volume = speaker.createGain();
    voice.frequency.value = note.hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + ATTACK_SECONDS);
    volume.gain.exponentialRampToValueAtTime(0.001, end);
    voice.connect(volume).connect(speaker.destination);
    voice.start(start);
    voice.stop(end);
  }
}

/** Asks the browser to let the page sound; only has an effect while somebody presses something. */
export async function allowSound(): Promise<void> {
  await audio()?.resume();
}

/** Calls back when the browser's permission to sound changes. @returns how to stop listening */
export function watchSound(changed: () => void): () => void {
  const speaker = audio();
  speaker?.addEventListener("statechange", changed);
  return () => speaker?.removeEventListener("statechange", changed);
}

/** Whether the page may sound now. A browser that has no audio at all is not blocked: there is nothing to allow. */
export function maySound(): boolean {
  const speaker = audio();
  return speaker === undefined || speaker.state === "running";
}
