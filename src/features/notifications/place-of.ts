const PLACES: Readonly<Record<string, (id: string) => string>> = {
  gift: () => "/store/orders?tab=gifts",
  order: (id) => `/store/orders/${id}`,
  api_key: (id) => `/settings/api-keys/${id}`,
  node: (id) => `/nodes/${id}`,
  server: (id) => `/servers/${id}/console`,
  ticket: (id) => `/tickets/${id}`,
  webhook: (id) => `/webhooks/${id}`,
};

/** The page of what a notification is about; null for what has none. */
export function placeOf({ kind, id }: { kind: string; id: string }): string | null {
  return PLACES[kind]?.(id) ?? null;
}
