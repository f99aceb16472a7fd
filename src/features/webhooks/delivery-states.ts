/** What may become of one event on its way to one endpoint. */
export const DELIVERY_STATES = ["queued", "succeeded", "failed", "dropped"] as const;
