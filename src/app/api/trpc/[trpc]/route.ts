import { handleTrpc } from "#app/transport/next/trpc-route.ts";

export { handleTrpc as GET, handleTrpc as POST };
