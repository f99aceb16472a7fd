import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone.ts";

/** A short word about a thing: "Primary", "Expires in 6 days". For the state of something that runs use Status. */
export function Badge({ tone = "idle", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-full border border-transparent px-2 py-0.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0 ${TONE_SOFT[tone]}`}
    >
      {icon}
      {children}
    </span>
  );
}
