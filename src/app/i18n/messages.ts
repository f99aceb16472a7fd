import hosting from "#app/features/hosting/ui/messages.en.json";
import ui from "#app/ui/messages.en.json";

/**
 * Every sentence of the panel, in English. Each feature keeps its own beside its interface, in
 * `src/features/<feature>/ui/messages.en.json`, and joins here under its name.
 */
export const messages = { hosting, ui };
