/** Consecutive lines of one log. `at` is one time for all lines, or one for each; ISO 8601 UTC, when the line was read. */
export interface Frame {
  epoch: string;
  /** The seq of the first line; `from + lines.length` is the next one. */
  from: number;
  lines: string[];
  at: string | string[];
}

/** Lines that cannot be had: dropped by retention or a flood, or of a log that is no more. Both ends are included. */
export interface Gap {
  epoch: string;
  from: number;
  to: number;
  reason: "dropped" | "new_log";
}

export function isGap(answer: Frame | Gap): answer is Gap {
  return "reason" in answer;
}

export interface SearchRequest {
  q: string;
  limit: number;
  beforeSeq?: number;
  caseSensitive?: boolean;
  budgetMs: number;
}

/** Newest first. If not `complete`, ask again with `beforeSeq: nextBeforeSeq`. */
export interface SearchAnswer {
  matches: { seq: number; line: string; at: string }[];
  complete: boolean;
  nextBeforeSeq: number | null;
}
