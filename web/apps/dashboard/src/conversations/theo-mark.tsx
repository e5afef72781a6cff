/** Theo's theta on teal; always beside the name. */
export function TheoMark({ size = 14 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <rect width="14" height="14" rx="3" fill="var(--theo)" />
      <ellipse cx="7" cy="7" rx="2.6" ry="3.6" fill="none" stroke="#fff" strokeWidth="1.4" />
      <path d="M4.6 7h4.8" stroke="#fff" strokeWidth="1.4" />
    </svg>
  );
}
