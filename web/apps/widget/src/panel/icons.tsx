import { each } from "../shared/plain";

// Lucide (ISC), only the paths in use.
const CIRCLE = "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0";

const paths = {
  alert: [CIRCLE, "M12 8v4", "M12 16h.01"],
  back: ["m12 19-7-7 7-7", "M19 12H5"],
  check: ["M20 6 9 17l-5-5"],
  checks: ["M18 6 7 17l-5-5", "m22 10-7.5 7.5L13 16"],
  clock: [CIRCLE, "M12 6v6l4 2"],
  close: ["M18 6 6 18", "m6 6 12 12"],
  down: ["m6 9 6 6 6-6"],
  file: ["M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7Z", "M14 2v4a2 2 0 0 0 2 2h4"],
  next: ["m9 18 6-6-6-6"],
  clip: [
    "m21.44 11.05-9.19 9.19a6 6 0 0 1-8.49-8.49l8.57-8.57A4 4 0 1 1 18 8.84l-8.59 8.57a2 2 0 0 1-2.83-2.83l8.49-8.48",
  ],
  send: ["m3 3 3 9-3 9 19-9Z", "M6 12h16"],
  smile: [CIRCLE, "M8 14s1.5 2 4 2 4-2 4-2", "M9 9h.01", "M15 9h.01"],
  more: [
    "M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0",
    "M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0",
    "M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0",
  ],
  busy: ["M21 12a9 9 0 1 1-6.219-8.56"],
};

export function Icon({ name, size = 16 }: { name: keyof typeof paths; size?: number }) {
  return (
    <svg class={`icon i-${name}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {each(paths[name], (d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

/** Theo's mark: a theta. */
export function TheoMark() {
  return (
    <svg class="theo" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" />
      <path d="M9.4 14a4.6 6.4 0 1 0 9.2 0a4.6 6.4 0 1 0-9.2 0Z M9.6 14h8.8" />
    </svg>
  );
}
