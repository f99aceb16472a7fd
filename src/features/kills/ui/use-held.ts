"use client";

import { type FocusEvent, type PointerEvent, useEffect, useState } from "react";

/** So far down the page, in pixels, somebody reads what is there and not what is new. */
const READING_PX = 160;

/**
 * Whether somebody reads a list that grows at its top: a mouse is over it, the focus is in it, or the page was scrolled. Spread `handlers` on what is around the
 * list; while `held`, nothing in it may move.
 */
export function useHeld() {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const look = () => setScrolled(window.scrollY > READING_PX);
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  return {
    held: pointed || focused || scrolled,
    handlers: {
      // A finger does not rest on what it reads: on a phone the scrolling tells.
      onPointerEnter: (event: PointerEvent) => setPointed(event.pointerType === "mouse"),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget)),
    },
  };
}
