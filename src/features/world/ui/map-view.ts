/** What of a map is in sight: the cell in the middle, and how many pixels wide a cell is. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CLOSEST = 112;
const FARTHEST = 1.5;
/** No closer than this when a whole map is brought into sight: three rooms need no room each the size of a hand. */
const FIT_CLOSEST = 72;
const BEYOND = 1;

/** All of a map in sight, with a little around it. */
export function fitted({ left, top, right, bottom }: Bounds, { width, height }: Size): View {
  const scale = Math.min(width / (right - left + 1 + 2 * BEYOND), height / (bottom - top + 1 + 2 * BEYOND));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: bounded(scale, FIT_CLOSEST) };
}

/** Closer or further away; what is under `at`, in pixels from the middle, stays there. */
export function zoomed(view: View, factor: number, at: { x: number; y: number } = { x: 0, y: 0 }): View {
  const scale = bounded(view.scale * factor, CLOSEST);
  return {
    x: view.x + at.x / view.scale - at.x / scale,
    y: view.y + at.y / view.scale - at.y / scale,
    scale,
  };
}

/** Moved by pixels, as a hand moves a sheet of paper. */
export function dragged(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
}

/** With a cell in sight: unchanged where it is well inside, else with it in the middle. */
export function showing(view: View, cell: { x: number; y: number }, { width, height }: Size): View {
  const dx = Math.abs(cell.x - view.x) * view.scale;
  const dy = Math.abs(cell.y - view.y) * view.scale;
  return dx < width * 0.38 && dy < height * 0.38 ? view : { ...view, ...cell };
}

/** The cells that are in sight, and as much again on each side as one drags before it is drawn anew. */
export function drawnBounds({ x, y, scale }: View, { width, height }: Size): Bounds {
  return { left: x - width / scale, right: x + width / scale, top: y - height / scale, bottom: y + height / scale };
}

function bounded(scale: number, closest: number): number {
  return Math.min(closest, Math.max(FARTHEST, scale));
}
