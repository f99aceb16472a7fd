import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { NotificationId } from "./schema.ts";

const USER = "usr_019f3c2a7b407d11a2c35e8f90b1c2d3";

export const notificationCreated = defineEvent({
  type: "notification.created",
  summary: "There is something new in somebody's notifications.",
  permission: "profile:read",
  payload: z.object({
    notificationId: NotificationId,
    userId: z.string(),
    notice: z.string().describe("The type of the event that it tells of."),
    message: z.string(),
  }),
  example: {
    notificationId: "ntf_019f3c2a7b407d11a2c35e8f90b1c2d3",
    userId: USER,
    notice: "api_key.new_network",
    message: "The key Bot was used from a network new to it, 192.0.2.0/24.",
  },
  subject: ({ userId }) => ({ userId }),
});

export const notificationsRead = defineEvent({
  type: "notification.read",
  summary: "Somebody has read notifications of theirs.",
  permission: "profile:read",
  payload: z.object({ userId: z.string(), unread: z.int().describe("How many are left.") }),
  example: { userId: USER, unread: 0 },
  subject: ({ userId }) => ({ userId }),
});
