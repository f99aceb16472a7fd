/** The panel's sign: a gate. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className="size-6 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 21V13a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v8M8 21h16M12.500 21v-4.500a3.500 3.500 0 0 1 7 0V21"
        fill="none"
        className="stroke-accent-ink"
        strokeWidth="2.200"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
