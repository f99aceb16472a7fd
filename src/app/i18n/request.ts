import { getRequestConfig } from "next-intl/server";
import { messages } from "./messages.ts";

/** What next-intl needs for one request. `now` goes to the browser too, so both write the same ages. */
export default getRequestConfig(async () => ({ locale: "en", messages, timeZone: "UTC", now: new Date() }));
