/** The mark: a speech bubble that sends a ping. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <path
        d="M7 1h12a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6h-9.5L5 25.6c-.7.4-1.6 0-1.6-.9v-2.9A6 6 0 0 1 1 17V7a6 6 0 0 1 6-6Z"
        fill="#7650FF"
      />
      <circle cx="8.6" cy="12" r="2.4" fill="#fff" />
      <path d="M13 7.6a6.6 6.6 0 0 1 0 8.8" fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M16.6 5.2a10.4 10.4 0 0 1 0 13.6"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
