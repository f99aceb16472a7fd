"use client";

import { ChevronDown, ChevronUp, LocateFixed, Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "#app/ui/icon-button.tsx";
import type { AreaMap } from "../area-map.ts";
import type { Direction } from "../direction.ts";
import { type Drawing, drawingOf, type Going } from "./map-drawing.ts";
import { MapSheet } from "./map-sheet.tsx";
import { fitted, type Size, showing, type View, zoomed } from "./map-view.ts";
import { useMapGestures } from "./use-map-gestures.ts";

const BUTTON_STEP = 1.4;
/** Pixels a cell, from which a chosen room is found at a glance; and how close one comes where it is less. */
const READABLE = 12;
const CLOSE = 30;

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: "north",
  ArrowRight: "east",
  ArrowDown: "south",
  ArrowLeft: "west",
  PageUp: "up",
  PageDown: "down",
  8: "north",
  9: "northeast",
  6: "east",
  3: "southeast",
  2: "south",
  1: "southwest",
  4: "west",
  7: "northwest",
  i: "in",
  o: "out",
};

export interface RoomMapProps {
  map: AreaMap;
  /** The area, for its name in the map's label. */
  title: string;
  roomId: string | null;
  /** How many players are in a room, by its id. */
  players: ReadonlyMap<string, number>;
  onChoose(roomId: string): void;
  /** Through a way that leads off this floor. */
  onLeave(going: Extract<Going, { way: unknown }>): void;
  onFloor(floor: number): void;
}

/**
 * A floor of an area. Arrow keys go through the exits of the chosen room, and what is there is said; the list of rooms beside it is the full alternative.
 */
export function RoomMap({ map, title, roomId, players, onChoose, onLeave, onFloor }: RoomMapProps) {
  const words = useTranslations("world.map");
  const directions = useTranslations("world.directions");
  const drawing = useMemo(() => drawingOf(map), [map]);
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<SVGSVGElement>(null);
  const size = useSize(frame);
  const [moved, setMoved] = useState<{ view: View; of: AreaMap } | null>(null);
  const [said, setSaid] = useState("");
  const chosen = roomId === null ? null : (drawing.indexOf(roomId) ?? null);
  const start = size && fitted(drawing.bounds, size);
  const view = moved?.of === map ? moved.view : start;
  const setView = (next: View) => setMoved({ view: next, of: map });

  // What is chosen elsewhere, in the list or by walking, is brought into sight; a press on the map moves nothing.
  const pressed = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each choice, whatever the view is then
  useEffect(() => {
    if (chosen === null || !size || !view || pressed.current === roomId) return;
    const cell = drawing.cellOf(chosen);
    const shown = view.scale < READABLE ? { ...cell, scale: CLOSE } : showing(view, cell, size);
    if (shown !== view) setView(shown);
  }, [roomId, drawing, size === null]);

  const gestures = useMapGestures({
    frame,
    sheet,
    size: size ?? { width: 1, height: 1 },
    view: view ?? { x: 0, y: 0, scale: 1 },
    onView: setView,
    onPress(x, y) {
      if (!view) return;
      const room = drawing.roomAt(Math.round(view.x + x / view.scale), Math.round(view.y + y / view.scale));
      frame.current?.focus();
      if (room === undefined) return;
      pressed.current = map.ids[room]!;
      onChoose(map.ids[room]!);
    },
  });

  function choose(room: number) {
    pressed.current = null;
    onChoose(map.ids[room]!);
    setSaid(sentence(drawing, room));
  }

  function sentence(of: Drawing, room: number): string {
    const exits = [
      ...of.directionsOf(room).map((direction) => directions(direction)),
      ...of.waysOf(room).flatMap(({ direction, name }) => (direction ? [] : [name])),
    ];
    const there = players.get(of.map.ids[room]!) ?? 0;
    return words("said", { name: of.map.names[room]!, exits: exits.join(", ") || words("noExits"), players: there });
  }

  function walk(direction: Direction) {
    if (chosen === null) {
      if (map.ids.length > 0) choose(0);
      return;
    }
    const going = drawing.go(chosen, direction);
    if (going === null) setSaid(words("noWay", { direction: directions(direction) }));
    else if ("to" in going) choose(going.to);
    else onLeave(going);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !view) return;
    const direction = KEYS[event.key];
    if (direction) walk(direction);
    else if (event.key === "+") setView(zoomed(view, BUTTON_STEP));
    else if (event.key === "-") setView(zoomed(view, 1 / BUTTON_STEP));
    else if (event.key === "Home" && start) setView(start);
    else return;
    event.preventDefault();
  }

  const counted = useMemo(() => {
    const found = new Map<number, number>();
    for (const [id, count] of players) {
      const room = drawing.indexOf(id);
      if (room !== undefined) found.set(room, count);
    }
    return found;
  }, [players, drawing]);

  const above = map.floors.findLast(({ floor }) => floor > map.floor);
  const below = map.floors.find(({ floor }) => floor < map.floor);
  return (
    <section
      aria-label={words("label")}
      className="relative h-full min-h-0 overflow-hidden rounded-lg border border-line bg-sunken"
    >
      <div
        ref={frame}
        role="application"
        aria-label={words("title", {
          title,
          name: chosen === null ? "" : map.names[chosen]!,
          chosen: String(chosen !== null),
        })}
        aria-describedby="map-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: one walks in it by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...gestures}
        className="absolute inset-0 cursor-grab touch-none overflow-hidden -outline-offset-2 active:cursor-grabbing"
      >
        {size && view ? (
          <MapSheet sheet={sheet} drawing={drawing} view={view} size={size} chosen={chosen} players={counted} />
        ) : null}
      </div>
      <p id="map-keys" className="sr-only">
        {words("keys")}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      {view && start ? (
        <div className="absolute top-2 right-2 grid gap-1 rounded-md border border-line bg-surface p-0.5">
          <IconButton
            size="sm"
            label={words("closer")}
            icon={<Plus />}
            onClick={() => setView(zoomed(view, BUTTON_STEP))}
          />
          <IconButton
            size="sm"
            label={words("further")}
            icon={<Minus />}
            onClick={() => setView(zoomed(view, 1 / BUTTON_STEP))}
          />
          <IconButton size="sm" label={words("all")} icon={<Maximize />} onClick={() => setView(start)} />
          <IconButton
            size="sm"
            label={words("centre")}
            icon={<LocateFixed />}
            disabled={chosen === null}
            onClick={() => chosen !== null && setView({ ...view, ...drawing.cellOf(chosen) })}
          />
        </div>
      ) : null}
      {map.floors.length > 1 ? (
        <div className="absolute top-2 left-2 flex items-center gap-1 rounded-md border border-line bg-surface p-0.5 text-sm">
          <IconButton
            size="sm"
            label={words("higher")}
            icon={<ChevronUp />}
            disabled={!above}
            onClick={() => above && onFloor(above.floor)}
          />
          <span className="px-1 tabular-nums">{words("floor", { floor: map.floor })}</span>
          <IconButton
            size="sm"
            label={words("lower")}
            icon={<ChevronDown />}
            disabled={!below}
            onClick={() => below && onFloor(below.floor)}
          />
        </div>
      ) : null}
      <p className="pointer-events-none absolute bottom-2 left-2 max-w-[calc(100%-1rem)] rounded-md bg-surface px-2 py-1 text-ink-2 text-xs">
        {words("legend", { shifted: map.shifted.length })}
      </p>
    </section>
  );
}

/** The size of something as it is drawn; null before it is. */
function useSize(of: React.RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return size;
}
