import { drawableText } from "./drawable-text.ts";

export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** The colours of the dark theme: pictures stand on other people's pages and know no theme of theirs. */
const INK = {
  ground: "#0c0e14",
  card: "#14171e",
  line: "#2a2e36",
  text: "#eef0f4",
  soft: "#b7bbc2",
  accent: "#8694fa",
};

export interface SharePictureProps {
  brand: string;
  /** Who stands first: the killer, or who died where nobody killed them. */
  first: string;
  /** Between the two, or what became of the one: "killed", "crashed". */
  act: string;
  second: string | null;
  weapon: string | null;
  place: string | null;
  /** What it rests on: "Claimed". */
  evidence: string;
  at: string;
}

/** A kill as a picture beside a link to it: only boxes and text, as the renderer of pictures knows no more. */
export function SharePicture({ brand, first, act, second, weapon, place, evidence, at }: SharePictureProps) {
  const name = (text: string) => (
    <div style={{ display: "flex", fontSize: text.length > 22 ? 54 : 76, color: INK.text, lineHeight: 1.15 }}>
      {drawableText(text)}
    </div>
  );
  const facts = [weapon, place, at].filter((fact) => fact !== null);
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 64,
        background: INK.ground,
        fontFamily: "geist",
      }}
    >
      <div style={{ display: "flex", justifyContent: "space-between", fontSize: 30, color: INK.soft }}>
        <div style={{ display: "flex" }}>{drawableText(brand)}</div>
        <div style={{ display: "flex", border: `2px solid ${INK.line}`, borderRadius: 999, padding: "4px 22px" }}>
          {drawableText(evidence)}
        </div>
      </div>
      <div
        style={{
          display: "flex",
          flexDirection: "column",
          gap: 8,
          borderLeft: `8px solid ${INK.accent}`,
          paddingLeft: 36,
        }}
      >
        {name(first)}
        <div style={{ display: "flex", fontSize: 40, color: INK.soft }}>{drawableText(act)}</div>
        {second === null ? null : name(second)}
      </div>
      <div style={{ display: "flex", gap: 20, fontSize: 30, color: INK.soft }}>
        {facts.map((fact) => (
          <div key={fact} style={{ display: "flex", background: INK.card, borderRadius: 10, padding: "10px 20px" }}>
            {drawableText(fact)}
          </div>
        ))}
      </div>
    </div>
  );
}
