"use client";

import { memo, type RefObject } from "react";
import { stepOf } from "../direction.ts";
import { type Drawing, HALF, isDrawn, type Tile, UNIT } from "./map-drawing.ts";
import { drawnBounds, type Size, type View } from "./map-view.ts";

/** From here on a room has its name under it. */
const NAMED_FROM = 62;
/** Below it a room is a dot. */
const FAR_BELOW = 10;
const CHARACTER = 6.6;
/** Just after the stub of a way that leaves the area, from the middle of its room. */
const BEYOND_STUB = HALF + 16;

export interface MapSheetProps {
  sheet: RefObject<SVGSVGElement | null>;
  drawing: Drawing;
  view: View;
  size: Size;
  chosen: number | null;
  /** How many players are in a room, by its place among the rooms. */
  players: ReadonlyMap<number, number>;
}

/** What is seen of a map: twice as wide and high as its frame, so that it can be dragged before it is drawn anew. */
export function MapSheet({ sheet, drawing, view, size, chosen, players }: MapSheetProps) {
  const drawn = drawnBounds(view, size);
  const units = UNIT / view.scale;
  const box = [
    view.x * UNIT - size.width * units,
    view.y * UNIT - size.height * units,
    2 * size.width * units,
    2 * size.height * units,
  ];
  const isInSight = (room: number) => {
    const { x, y } = drawing.cellOf(room);
    return x >= drawn.left && x <= drawn.right && y >= drawn.top && y <= drawn.bottom;
  };
  return (
    <svg
      ref={sheet}
      aria-hidden
      className="pointer-events-none absolute max-w-none select-none will-change-transform"
      style={{ left: -size.width / 2, top: -size.height / 2, width: 2 * size.width, height: 2 * size.height }}
      viewBox={box.map((number) => Math.round(number * 100) / 100).join(" ")}
      preserveAspectRatio="xMidYMid slice"
    >
      {drawing.tiles
        .filter((tile) => isDrawn(tile, drawn))
        .map((tile) => (
          <TileLines key={tile.key} tile={tile} />
        ))}
      {drawing.tiles
        .filter((tile) => isDrawn(tile, drawn))
        .map((tile) => (
          <TileRooms key={tile.key} tile={tile} isFar={view.scale < FAR_BELOW} />
        ))}
      {chosen === null ? null : <Chosen cell={drawing.cellOf(chosen)} />}
      {[...players]
        .filter(([room]) => isInSight(room))
        .map(([room, count]) => (
          <Players key={room} cell={drawing.cellOf(room)} count={count} />
        ))}
      {view.scale >= NAMED_FROM ? <Names drawing={drawing} isInSight={isInSight} scale={view.scale} /> : null}
    </svg>
  );
}

const TileLines = memo(function TileLines({ tile }: { tile: Tile }) {
  return (
    <g fill="none" className="stroke-line-strong" strokeWidth={2}>
      {tile.lines ? <path d={tile.lines} /> : null}
      {tile.locked ? <path d={tile.locked} className="stroke-warn" strokeWidth={3} /> : null}
      {tile.bent ? <path d={tile.bent} className="stroke-ink-3" strokeWidth={1} /> : null}
      {tile.out ? <path d={tile.out} className="stroke-accent" strokeWidth={3} /> : null}
      {tile.heads ? <path d={tile.heads} className="fill-ink-2 stroke-none" /> : null}
    </g>
  );
});

const TileRooms = memo(function TileRooms({ tile, isFar }: { tile: Tile; isFar: boolean }) {
  return (
    <>
      {tile.rooms ? (
        <path
          d={tile.rooms}
          className={isFar ? "fill-ink-3" : "fill-surface stroke-line-strong"}
          strokeWidth={isFar ? 0 : 1.5}
        />
      ) : null}
      {tile.shifted ? (
        <path d={tile.shifted} className="fill-surface stroke-warn" strokeWidth={2} strokeDasharray="4 2" />
      ) : null}
      {tile.ups ? <path d={tile.ups} className="fill-ink-2" /> : null}
      {tile.downs ? <path d={tile.downs} className="fill-ink-2" /> : null}
      {tile.odd ? <path d={tile.odd} className="fill-accent" /> : null}
    </>
  );
});

function Players({ cell: { x, y }, count }: { cell: { x: number; y: number }; count: number }) {
  const [cx, cy] = [x * UNIT + HALF - 1, y * UNIT - HALF + 1];
  return (
    <g>
      <circle cx={cx} cy={cy} r={7} className="fill-ok stroke-surface" strokeWidth={1.5} />
      <text x={cx} y={cy + 3.2} textAnchor="middle" className="fill-surface font-semibold" fontSize={9}>
        {count > 9 ? "9+" : count}
      </text>
    </g>
  );
}

function Chosen({ cell: { x, y } }: { cell: { x: number; y: number } }) {
  return (
    <rect
      x={x * UNIT - HALF - 2}
      y={y * UNIT - HALF - 2}
      width={2 * HALF + 4}
      height={2 * HALF + 4}
      rx={3}
      fill="none"
      className="stroke-accent"
      strokeWidth={4}
    />
  );
}

interface NamesProps {
  drawing: Drawing;
  isInSight(room: number): boolean;
  scale: number;
}

function Names({ drawing, isInSight, scale }: NamesProps) {
  const size = (11 * UNIT) / scale;
  const letters = Math.max(6, Math.floor((scale * 0.96) / CHARACTER));
  return (
    <g
      fontSize={size}
      textAnchor="middle"
      className="fill-ink-2 stroke-sunken"
      strokeWidth={size / 4}
      paintOrder="stroke"
    >
      {drawing.map.names.map((name, room) => {
        if (!isInSight(room)) return null;
        const { x, y } = drawing.cellOf(room);
        return (
          <text key={drawing.map.ids[room]} x={x * UNIT} y={y * UNIT + HALF + size * 1.05}>
            {shortened(name, letters)}
          </text>
        );
      })}
      {drawing.map.ways.map(({ room, direction, toAreaName }) => {
        const step = direction && stepOf(direction);
        if (!step || !toAreaName || step.z !== 0 || !isInSight(room)) return null;
        const { x, y } = drawing.cellOf(room);
        return (
          <text
            key={`${room} ${direction}`}
            x={x * UNIT + step.x * BEYOND_STUB}
            y={y * UNIT + step.y * BEYOND_STUB + (step.y > 0 ? size : step.y < 0 ? 0 : size / 3)}
            textAnchor={step.x > 0 ? "start" : step.x < 0 ? "end" : "middle"}
            className="fill-accent italic"
          >
            {shortened(toAreaName, 2 * letters)}
          </text>
        );
      })}
    </g>
  );
}

function shortened(name: string, letters: number): string {
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}
