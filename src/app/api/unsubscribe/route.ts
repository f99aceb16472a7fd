import { unsubscribeInNext } from "#app/transport/next/unsubscribe-route.ts";

export { unsubscribeInNext as GET, unsubscribeInNext as POST };
