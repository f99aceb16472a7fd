const GROUNDS = [
  "bg-accent-soft text-accent",
  "bg-ok-soft text-ok",
  "bg-warn-soft text-warn",
  "bg-info-soft text-info",
];
const SIZES = { sm: "size-6 text-xs", md: "size-8 text-sm", lg: "size-12 text-lg" } as const;

/**
 * A person's or a server's picture, or the first letters of its name. It is decoration: the name stands beside it.
 * `src` must be of our own origin; other hosts would learn who looks.
 */
export function Avatar({ name, src, size = "md" }: { name: string; src?: string; size?: keyof typeof SIZES }) {
  const look = `${SIZES[size]} grid shrink-0 select-none place-items-center overflow-hidden rounded-full`;
  if (src) {
    return (
      // biome-ignore lint/performance/noImgElement: small pictures of our own origin need no resizing service
      <img src={src} alt="" loading="lazy" className={`${look} object-cover`} />
    );
  }
  const ground = GROUNDS[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % GROUNDS.length];
  return (
    <span aria-hidden className={`${look} font-medium ${ground}`}>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.trim().split(/[\s._-]+/);
  const letters = parts.length > 1 ? [parts[0]?.[0], parts.at(-1)?.[0]] : [...name.trim()].slice(0, 2);
  return letters.join("").toUpperCase() || "?";
}
