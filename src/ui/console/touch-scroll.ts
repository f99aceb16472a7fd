import type { Terminal } from "@xterm/xterm";

/**
 * Lets a finger scroll the terminal; gives the function that stops it. xterm 6 lost this (xtermjs/xterm.js#5489), and
 * laptops with touch screens have fine pointers as well.
 */
export function scrollByTouch(element: HTMLElement, terminal: Terminal): () => void {
  let lastY = 0;
  let carried = 0;
  function onStart(event: TouchEvent) {
    lastY = event.touches[0]?.clientY ?? 0;
    carried = 0;
  }
  function onMove(event: TouchEvent) {
    const y = event.touches[0]?.clientY ?? lastY;
    carried += lastY - y;
    lastY = y;
    const linePx = element.clientHeight / terminal.rows;
    const lines = Math.trunc(carried / linePx);
    if (lines !== 0) {
      terminal.scrollLines(lines);
      carried -= lines * linePx;
    }
    event.preventDefault();
  }
  element.addEventListener("touchstart", onStart, { passive: true });
  element.addEventListener("touchmove", onMove, { passive: false });
  return () => {
    element.removeEventListener("touchstart", onStart);
    element.removeEventListener("touchmove", onMove);
  };
}
