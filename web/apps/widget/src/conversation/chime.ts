let context: AudioContext | null = null;

/** Two short soft tones, made here: a page's policy need not allow a sound file. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const { currentTime, destination } = context;
    for (const [at, pitch] of [
      [0, 660],
      [0.12, 880],
    ] as const) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const start = currentTime + at;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
      tone.connect(volume).connect(destination);
      tone.start(start);
      tone.stop(start + 0.32);
    }
  } catch {
    // No sound device, or the browser wants a click first: the badge says it as well.
  }
}
