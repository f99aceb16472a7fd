import { handleTrpcInNext } from "#app/transport/next/trpc-route.ts";

export { handleTrpcInNext as GET, handleTrpcInNext as POST };
