/** Two soft tones, made here: nothing is fetched, and nothing has to be licensed. */
const TONES = [
  { frequency: 659.25, at: 0, lasts: 0.14 },
  { frequency: 880, at: 0.11, lasts: 0.24 },
];
const LOUDNESS = 0.16;
/** A burst of news is one sound. */
const AT_MOST_EVERY = 3000;

let context: AudioContext | null = null;
let last = Number.NEGATIVE_INFINITY;

/** Browsers let a page be heard only after somebody touched it; so the first touch opens the way. */
export function openSoundOnTouch(): () => void {
  const open = () => void ready();
  const events = ["pointerdown", "keydown"] as const;
  for (const name of events) window.addEventListener(name, open, { once: true, capture: true });
  return () => {
    for (const name of events) window.removeEventListener(name, open, { capture: true });
  };
}

async function ready(): Promise<AudioContext | null> {
  try {
    context ??= new AudioContext();
    if (context.state === "suspended") await context.resume();
    return context.state === "running" ? context : null;
  } catch {
    return null;
  }
}

export const canPlay = () => context?.state === "running";

/** Plays the sound; false where this browser does not let the page be heard. */
export async function playSound(now = performance.now()): Promise<boolean> {
  const audio = await ready();
  if (!audio) return false;
  last = now;
  for (const { frequency, at, lasts } of TONES) {
    const begin = audio.currentTime + at;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.type = "sine";
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0.0001, begin);
    loudness.gain.exponentialRampToValueAtTime(LOUDNESS, begin + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begin + lasts);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + lasts + 0.02);
  }
  return true;
}

/** [`playSound`], unless one was heard a moment ago. */
export async function playSoundForNews(now = performance.now()): Promise<boolean> {
  return now - last < AT_MOST_EVERY ? false : playSound(now);
}
