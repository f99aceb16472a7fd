"use client";

import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import { dragged, type Size, type View, zoomed } from "./map-view.ts";

/** A finger that moved less has pressed, not dragged. */
const PRESS_PIXELS = 5;
/** Of the frame: dragged further than this, the map is drawn anew where it is now. */
const REDRAW = 0.4;
const WHEEL_STEP = 1.0015;

export interface MapGestures {
  frame: RefObject<HTMLDivElement | null>;
  /** What moves while one drags. */
  sheet: RefObject<SVGSVGElement | null>;
  size: Size;
  view: View;
  onView(view: View): void;
  /** Pressed, in pixels from the middle. */
  onPress(x: number, y: number): void;
}

/**
 * Dragging, pinching and the wheel. While one drags, the drawn sheet itself is moved and nothing is drawn; where the sheet ends, or the hand lets go, the view
 * is what it has become.
 */
export function useMapGestures(given: MapGestures) {
  const now = useRef(given);
  now.current = given;
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const start = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const pending = useRef(0);
  const wheel = useRef({ delta: 0, x: 0, y: 0 });

  const fromMiddle = useCallback((clientX: number, clientY: number) => {
    const box = now.current.frame.current!.getBoundingClientRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }, []);

  useEffect(() => {
    const element = now.current.frame.current;
    if (!element) return;
    function onWheel(event: WheelEvent) {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      wheel.current = {
        delta: wheel.current.delta + event.deltaY * lines,
        ...fromMiddle(event.clientX, event.clientY),
      };
      pending.current ||= requestAnimationFrame(() => {
        pending.current = 0;
        const { delta, x, y } = wheel.current;
        wheel.current = { delta: 0, x, y };
        now.current.onView(zoomed(now.current.view, WHEEL_STEP ** -delta, { x, y }));
      });
    }
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", onWheel);
      cancelAnimationFrame(pending.current);
    };
  }, [fromMiddle]);

  function settle(dx: number, dy: number): void {
    now.current.sheet.current?.style.removeProperty("transform");
    now.current.onView(dragged(now.current.view, dx, dy));
  }

  function onPointerDown(event: ReactPointerEvent) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start.current = { x: event.clientX, y: event.clientY, moved: pointers.current.size > 1 };
  }

  function onPointerMove(event: ReactPointerEvent) {
    const before = pointers.current.get(event.pointerId);
    if (!before || !start.current) return;
    const { size, sheet, view, onView } = now.current;
    if (pointers.current.size === 2) {
      const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      const was = Math.hypot(before.x - other!.x, before.y - other!.y);
      const is = Math.hypot(event.clientX - other!.x, event.clientY - other!.y);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (was > 0)
        onView(zoomed(view, is / was, fromMiddle((event.clientX + other!.x) / 2, (event.clientY + other!.y) / 2)));
      return;
    }
    const dx = event.clientX - start.current.x;
    const dy = event.clientY - start.current.y;
    if (!start.current.moved && Math.hypot(dx, dy) < PRESS_PIXELS) return;
    start.current.moved = true;
    if (Math.abs(dx) > size.width * REDRAW || Math.abs(dy) > size.height * REDRAW) {
      start.current = { x: event.clientX, y: event.clientY, moved: true };
      settle(dx, dy);
    } else if (sheet.current) sheet.current.style.transform = `translate(${dx}px, ${dy}px)`;
  }

  function onPointerEnd(event: ReactPointerEvent) {
    const begun = start.current;
    const wasOne = pointers.current.size === 1;
    if (!pointers.current.delete(event.pointerId) || !begun) return;
    const rest = [...pointers.current.values()][0];
    start.current = rest ? { ...rest, moved: true } : null;
    if (!wasOne) return;
    if (begun.moved) settle(event.clientX - begun.x, event.clientY - begun.y);
    else if (event.type === "pointerup") {
      const { x, y } = fromMiddle(event.clientX, event.clientY);
      now.current.onPress(x, y);
    }
  }

  return { onPointerDown, onPointerMove, onPointerUp: onPointerEnd, onPointerCancel: onPointerEnd };
}
