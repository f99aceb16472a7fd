import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineQuery } from "#app/operation/define.ts";
import { Ways } from "../schema.ts";
import { dailyState } from "./daily.ts";
import { memberId, readEarner, refusalOf, todayOf } from "./earner.ts";
import { idleState } from "./idle.ts";
import { joinOffer } from "./join.ts";
import { playtimeState } from "./playtime.ts";
import { referralOffer } from "./referrals.ts";

export const ways = defineQuery({
  id: "earning.ways",
  summary: "See how you can earn coins, and what is left today",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: Ways,
  example: {},
  http: { method: "GET", path: "/earning" },
  async run({ db, actor, now }) {
    const today = await todayOf(db, now);
    const { rules, zone, day } = today;
    const earner = await readEarner(db, memberId(actor));
    if (!earner) throw new AppError("unauthenticated");
    const refused = refusalOf(rules, earner, now);
    return {
      day,
      zone,
      refusal: refused && { reason: refused.reason, message: refused.message },
      daily: rules.daily.isOn ? await dailyState(db, today, earner) : null,
      idle: rules.idle.isOn ? await idleState(db, today, earner, now) : null,
      playtime: rules.playtime.isOn ? await playtimeState(db, today, earner) : null,
      referral: rules.referral.isOn ? await referralOffer(db, today, earner, now) : null,
      join: rules.join.isOn ? await joinOffer(db, today, earner) : null,
    };
  },
});
