/** The prefix tells what an id names; see ARCHITECTURE in docs. */
export type IdPrefix =
  | "usr"
  | "sus"
  | "dex"
  | "ses"
  | "rol"
  | "grt"
  | "inv"
  | "tok"
  | "rec"
  | "psk"
  | "key"
  | "nod"
  | "ntf"
  | "jtk"
  | "bpt"
  | "srv"
  | "ssp"
  | "pkg"
  | "ply"
  | "kil"
  | "ins"
  | "exp"
  | "lgi"
  | "lgw"
  | "com"
  | "pbk"
  | "pno"
  | "prp"
  | "alc"
  | "ord"
  | "evt"
  | "req"
  | "sid"
  | "pun"
  | "apl"
  | "bli"
  | "rsn"
  | "esc"
  | "bct"
  | "sht"
  | "whk"
  | "whd"
  | "dpo"
  | "dre"
  | "imp"
  | "ctr"
  | "cor"
  | "hld"
  | "itm"
  | "sto"
  | "cpn"
  | "cpu"
  | "cgf"
  | "pay"
  | "tkt"
  | "tms"
  | "tat"
  | "tct"
  | "tmc"
  | "que";

/**
 * A new id: prefix, underscore, a UUIDv7 as 32 hex digits. Ids made later sort later (to the millisecond), which keeps indexes dense.
 * Source of the layout: RFC 9562 section 5.7.
 */
export function newId(prefix: IdPrefix, nowMs: number = Date.now()): string {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  let rest = nowMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `${prefix}_${hexOf(bytes)}`;
}

function hexOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
