import { LoaderCircle } from "lucide-react";

/** Turning circle for work under way; always beside words that say which work. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="animate-spin" />;
}
