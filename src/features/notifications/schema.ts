import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

export const NotificationId = z.string().regex(/^ntf_[0-9a-f]{32}$/);

/** Something that its reader should know of. */
export const Notification = z.object({
  id: NotificationId,
  type: z.string().describe("The type of the event that it tells of, such as api_key.new_network."),
  tone: z.enum(["info", "warn", "bad"]).describe("How grave it is."),
  message: z.string().describe("A sentence in English."),
  params: z.record(z.string(), z.union([z.string(), z.number()])).describe("What the sentence was made with."),
  about: z.object({ kind: z.string(), id: z.string() }).nullable().describe("What it is about."),
  createdAt: Timestamp,
  readAt: Timestamp.nullable(),
});
export type Notification = z.output<typeof Notification>;

/** How somebody's notices come to them. */
export const NoticeSettings = z.object({
  digest: z.boolean().describe("One mail a day in place of one each."),
  mail: z.object({
    isOn: z.boolean().describe("Whether this panel sends mail."),
    address: z.string().nullable().describe("Where to; null: none is known."),
  }),
  discord: z.object({
    isOn: z.boolean().describe("Whether this panel has a bot on Discord."),
    isLinked: z.boolean().describe("Whether it knows who you are there."),
  }),
  items: z.array(
    z.object({
      type: z.string(),
      title: z.string().describe("What it is called, in English."),
      tone: z.enum(["info", "warn", "bad"]),
      bell: z.boolean(),
      mail: z.boolean(),
      discord: z.boolean(),
      isChosen: z.boolean().describe("False: it comes as it does by itself."),
    }),
  ),
});
export type NoticeSettings = z.output<typeof NoticeSettings>;
